import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Findings, passes, tally } from '../src/findings';
import { offsets, rowsOf, visible } from '../src/rows';
import { EVERYTHING, finding } from './helpers';

test('findings are counted, by entity and by kind', () => {
  const all = [finding(), finding({ entity: 'JWT', kind: 'secret' }), finding({ start: 9 })];
  assert.deepEqual(tally(all), [['EMAIL_ADDRESS', 2], ['JWT', 1]]);
  assert.deepEqual(tally(all, 'kind'), [['pii', 2], ['secret', 1]]);
});

test('what could not be read adds up', () => {
  const it = new Findings();
  it.set('a', [], { 'image/png': 1 });
  it.set('b', [], { 'image/png': 2 });
  assert.deepEqual(it.unscanned(), { 'image/png': 3 });
  it.keep(new Set(['b']));
  assert.deepEqual(it.unscanned(), { 'image/png': 2 });
});

test('what the metadata holds stays when cells go', () => {
  const it = new Findings();
  it.set('', [finding({ cell_id: null })]);
  it.keep(new Set());
  assert.equal(it.count, 1);
});

test('a filter looks at entity, kind and text', () => {
  const it = finding({ context: 'Dear [PERSON_1] of Acme' });
  assert.ok(passes(it, EVERYTHING));
  assert.ok(passes(it, { ...EVERYTHING, text: 'acme' }));
  assert.ok(!passes(it, { ...EVERYTHING, text: 'other' }));
  assert.ok(!passes(it, { ...EVERYTHING, entity: 'JWT' }));
  assert.ok(!passes(it, { ...EVERYTHING, kind: 'secret' }));
});

test('rows stand under headings of their cells', () => {
  const all = [finding(), finding({ start: 7 }), finding({ cell_id: 'b' }), finding({ cell_id: null })];
  const rows = rowsOf(all, ['x', 'a', 'b'], EVERYTHING);
  assert.deepEqual(rows.map(row => row.kind), ['cell', 'finding', 'finding', 'cell', 'finding', 'cell', 'finding']);
  assert.deepEqual(rows.filter(row => row.kind === 'cell').map(row => [row.number, row.count]), [[2, 2], [3, 1], [0, 1]]);
  assert.equal(new Set(rows.map(row => row.key)).size, rows.length);
});

test('only the rows of a window are drawn', () => {
  const rows = rowsOf(Array.from({ length: 1000 }, (_, i) => finding({ start: i })), ['a'], EVERYTHING);
  const tops = offsets(rows);
  assert.equal(tops.at(-1), 26 + 48 * 1000);
  const [from, to] = visible(tops, 4800, 480, 2);
  assert.ok(tops[from]! <= 4800 && tops[to]! >= 5280);
  assert.ok(to - from < 20);
  assert.deepEqual(visible([0], 0, 100), [0, 0]);
});
