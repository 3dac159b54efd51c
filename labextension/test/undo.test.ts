import assert from 'node:assert/strict';
import { test } from 'node:test';

import { same } from '../src/apply';
import { Deeds, untouched } from '../src/undo';

const before = { source: 'to ann', outputs: [{ text: 'ann' }], metadata: {} };
const after = { source: 'to [PERSON_1]', outputs: [{ text: '[PERSON_1]' }], metadata: {} };

test('what a deed changed is put back where nothing changed since', () => {
  assert.deepEqual(untouched(after, before, after), ['source', 'outputs']);
  assert.deepEqual(untouched({ ...after, source: 'edited' }, before, after), ['outputs']);
  assert.deepEqual(untouched({ ...after, outputs: [] }, before, after), ['source']);
});

test('a source is the same however it is cut into lines', () => {
  assert.ok(same({ source: ['a\n', 'b'] }, { source: 'a\nb' }, 'source'));
  assert.ok(same({}, {}, 'attachments'));
  assert.ok(!same({ outputs: [1] }, { outputs: [] }, 'outputs'));
});

test('the last twenty deeds are kept', () => {
  const deeds = new Deeds();
  for (let redacted = 0; redacted < 25; redacted++) {
    deeds.push({ redacted, cells: [], metadata: null });
  }
  assert.equal(deeds.last?.redacted, 24);
  let count = 0;
  while (deeds.pop()) {
    count++;
  }
  assert.equal(count, 20);
});
