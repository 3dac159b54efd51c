import assert from 'node:assert/strict';
import { test } from 'node:test';

import { statusOf, summary, unscannedWords, whereOf, type Situation } from '../src/words';
import { body } from '../src/wire';
import { finding, trans } from './helpers';

const clean: Situation = { scanner: { state: 'done', message: '', mode: 'redact' }, count: 0, saved: false, refused: '' };
const text = (more: Partial<Situation>): string => statusOf({ ...clean, ...more }, trans).text;

test('the status says what was found and what saving does', () => {
  assert.equal(text({}), 'nbguard: clean · redact on save');
  assert.equal(text({ count: 1 }), 'nbguard: 1 finding · redact on save');
  assert.equal(text({ count: 3, scanner: { ...clean.scanner, mode: 'block' } }), 'nbguard: 3 findings · block on save');
  assert.equal(text({ count: 3, saved: true }), 'nbguard: 3 on screen, not saved');
  assert.equal(text({ count: 3, saved: true, scanner: { ...clean.scanner, mode: 'warn' } }), 'nbguard: 3 findings · warn on save');
  assert.equal(text({ refused: 'why' }), 'nbguard: not saved');
});

test('what is not known is never called clean', () => {
  for (const state of ['waiting', 'scanning', 'failed', 'absent'] as const) {
    assert.doesNotMatch(text({ scanner: { ...clean.scanner, state } }), /clean/);
  }
});

test('a few words say what a cell holds', () => {
  const some = ['A', 'A', 'B', 'C', 'D', 'E'].map((entity, i) => finding({ entity, start: i }));
  assert.equal(summary(some, trans), '2 A, B, C and 2 more');
  assert.equal(summary([], trans), '');
});

test('a place is said in words', () => {
  assert.equal(whereOf(finding({ line: 3 }), trans), 'line 3');
  assert.equal(whereOf(finding({ place: 'outputs[1].text', line: 2 }), trans), 'output 2, line 2');
  assert.equal(whereOf(finding({ place: "outputs[0].data['text/html']" }), trans), 'output 1, html');
  assert.equal(whereOf(finding({ place: "metadata['author']" }), trans), "metadata['author']");
});

test('what was not scanned is said', () => {
  assert.equal(unscannedWords({ 'image/png': 4 }, trans), 'Not scanned: 4 image/png');
  assert.equal(unscannedWords({}, trans), '');
});

test('a request is JSON, with each cell as it was written out', () => {
  const cells = [{ id: 'a"', json: '{"source": "x"}' }];
  assert.deepEqual(JSON.parse(body('p"q', cells, null, { only: null })), {
    path: 'p"q',
    metadata: null,
    nbformat: 4,
    only: null,
    cells: [{ id: 'a"', cell: { source: 'x' } }]
  });
});
