import assert from 'node:assert/strict';
import { test } from 'node:test';

import { difference, outputOf, textAt, utf16, valueOf } from '../src/text';
import { finding } from './helpers';

test('the server counts code points, the editor UTF-16 units', () => {
  assert.equal(utf16('😀a', 1), 2);
  assert.equal(utf16('abc', 2), 2);
  assert.equal(utf16('ab', 9), 2);
});

test('a place leads to its text, however it is stored', () => {
  const cell = {
    source: ['a\n', 'b'],
    outputs: [{ text: 'out' }, { data: { 'text/html': ['<b>', 'x'] } }, { traceback: ['one', 'two'] }]
  };
  assert.equal(textAt(cell, 'source'), 'a\nb');
  assert.equal(textAt(cell, 'outputs[0].text'), 'out');
  assert.equal(textAt(cell, "outputs[1].data['text/html']"), '<b>x');
  assert.equal(textAt(cell, 'outputs[2].traceback[1]'), 'two');
  assert.equal(textAt(cell, 'outputs[9].text'), '');
  assert.equal(valueOf(cell, finding({ place: 'outputs[0].text', start: 1, end: 3 })), 'ut');
});

test('an output is told by its number', () => {
  assert.equal(outputOf("outputs[12].data['text/plain']"), 12);
  assert.equal(outputOf('source'), -1);
});

test('two texts differ in one stretch', () => {
  const cases: [string, string][] = [
    ['to ann@x.org now', 'to [EMAIL_ADDRESS_1] now'],
    ['aaa', 'aa'],
    ['', 'x'],
    ['abcabc', 'abc']
  ];
  for (const [before, after] of cases) {
    const change = difference(before, after)!;
    assert.equal(before.slice(0, change.start) + change.text + before.slice(change.end), after);
  }
  assert.equal(difference('same', 'same'), null);
});
