import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import type { Finding } from '../src/types';
import { NOTHING, View, type Actions, type Content } from '../src/view';
import { dom, finding, key, trans } from './helpers';

let body: HTMLElement;
let calls: [string, ...unknown[]][];
let view: View;

beforeEach(() => {
  body = dom();
  calls = [];
  const note = (name: string) => (...args: unknown[]) => void calls.push([name, ...args]);
  const names = ['jump', 'redact', 'allow', 'menu', 'redactAll', 'undo', 'rescan'];
  view = new View(trans, Object.fromEntries(names.map(name => [name, note(name)])) as unknown as Actions);
  body.append(view.node);
});

function show(findings: Finding[], more: Partial<Content> = {}): void {
  view.show({ ...NOTHING, title: 'a.ipynb', status: 'clean', order: ['a', 'b'], findings, ...more });
}

const all = (selector: string): HTMLElement[] => [...body.querySelectorAll<HTMLElement>(selector)];
const one = <T extends HTMLElement = HTMLElement>(selector: string): T => body.querySelector<T>(selector)!;

test('a finding is a row with its entity, its place and its masked context', () => {
  show([finding(), finding({ cell_id: 'b', entity: 'JWT', kind: 'secret' })]);
  assert.deepEqual(all('.nbguard-entity').map(node => node.textContent), ['EMAIL_ADDRESS', 'JWT']);
  assert.deepEqual(all('.nbguard-cell span:first-child').map(node => node.textContent), ['Cell 1', 'Cell 2']);
  assert.equal(one('.nbguard-context').textContent, 'write to [EMAIL_ADDRESS_1] soon');
  assert.equal(one('.nbguard-context mark').textContent, '[EMAIL_ADDRESS_1]');
});

test('why something could not be done is said, and gone when it can', () => {
  show([], { status: 'not scanned', problem: 'the worker died' });
  assert.equal(one('.nbguard-problem').textContent, 'the worker died');
  assert.equal(one('.nbguard-problem').hidden, false);
  show([]);
  assert.equal(one('.nbguard-problem').hidden, true);
});

test('markup in a context is text', () => {
  const context = '<img src=x onerror=alert(1)> [PERSON_1]';
  show([finding({ context, entity: '<b>x</b>' })]);
  assert.equal(all('img, b').length, 0);
  assert.equal(one('.nbguard-context').textContent, context);
});

test('clicks say which finding is meant', () => {
  show([finding(), finding({ start: 9 })]);
  all('.nbguard-finding')[1]!.click();
  all('.nbguard-redact')[1]!.click();
  all('.nbguard-allow')[0]!.click();
  assert.deepEqual(calls.map(([name, it]) => [name, (it as Finding).start]), [['jump', 9], ['redact', 9], ['allow', 0]]);
});

test('what lies in code cannot be redacted', () => {
  show([finding({ replaceable: false })]);
  assert.ok(one<HTMLButtonElement>('.nbguard-redact').disabled);
  assert.ok(one<HTMLButtonElement>('.nbguard-redact-all').disabled);
});

test('a filter narrows the rows and what redact-all means', () => {
  show([finding(), finding({ entity: 'JWT', start: 7 })]);
  assert.equal(one('.nbguard-redact-all').textContent, 'Redact all 2');
  const [entity] = all('.nbguard-filter') as HTMLSelectElement[];
  entity!.value = 'JWT';
  entity!.dispatchEvent(new (body.ownerDocument.defaultView!.Event)('input'));
  assert.equal(all('.nbguard-finding').length, 1);
  assert.equal(one('.nbguard-redact-all').textContent, 'Redact these 1');
  one('.nbguard-redact-all').click();
  assert.deepEqual(calls.map(([name, list, filtered]) => [name, (list as Finding[]).length, filtered]), [['redactAll', 1, true]]);
});

test('a filter whose entity has gone lets everything through again', () => {
  show([finding(), finding({ entity: 'JWT', start: 7 })]);
  const [entity] = all('.nbguard-filter') as HTMLSelectElement[];
  entity!.value = 'JWT';
  show([finding()]);
  assert.equal(all('.nbguard-finding').length, 1);
});

test('the keyboard walks the rows and acts on them', () => {
  show([finding(), finding({ start: 9 }), finding({ cell_id: 'b' })]);
  view.focus();
  const active = (): HTMLElement => body.ownerDocument.activeElement as HTMLElement;
  assert.ok(active().classList.contains('nbguard-finding'));
  key(active(), 'ArrowDown');
  key(active(), 'Enter');
  key(active(), 'ArrowDown'); // past the heading of the next cell
  key(active(), 'Delete');
  key(active(), 'a');
  key(active(), 'Home');
  key(active(), 'Enter');
  const said = calls.map(([name, it]) => [name, (it as Finding).cell_id, (it as Finding).start]);
  assert.deepEqual(said, [['jump', 'a', 9], ['redact', 'b', 0], ['allow', 'b', 0], ['jump', 'a', 0]]);
  assert.deepEqual(all('.nbguard-finding').map(node => node.tabIndex), [0, -1, -1]);
});

test('when the row with the keyboard goes, the next takes it', () => {
  show([finding(), finding({ start: 9 }), finding({ start: 20 })]);
  view.focus();
  show([finding({ start: 9 }), finding({ start: 20 })]);
  const active = body.ownerDocument.activeElement as HTMLElement;
  assert.equal(active, all('.nbguard-finding')[0]);
});

test('rows that say the same are kept, so that a click on them is not lost', () => {
  show([finding(), finding({ start: 9 })]);
  const second = all('.nbguard-finding')[1];
  show([finding({ start: 9 })]);
  assert.equal(all('.nbguard-finding')[0], second);
});

test('of a thousand findings a few are in the document', () => {
  show(Array.from({ length: 1000 }, (_, start) => finding({ start })));
  assert.ok(all('.nbguard-finding').length < 40);
  assert.equal(one('.nbguard-rows').style.height, `${26 + 48 * 1000}px`);
  assert.equal(one('.nbguard-list').getAttribute('aria-rowcount'), '1001');
});

test('nothing found, nothing scanned and nothing open are told apart', () => {
  show([]);
  assert.equal(one('.nbguard-empty').textContent, 'clean');
  show([], { complete: true });
  assert.equal(one('.nbguard-empty').textContent, 'Nothing found.');
  view.show(NOTHING);
  assert.match(one('.nbguard-empty').textContent!, /Open a notebook/);
  show([], { unscanned: { 'image/png': 2 } });
  assert.equal(one('.nbguard-foot').textContent, 'Not scanned: 2 image/png');
});

test('undo is offered while there is something to undo', () => {
  show([finding()]);
  assert.ok(one('.nbguard-undo').hidden);
  show([], { undo: 2 });
  one('.nbguard-undo').click();
  assert.deepEqual(calls, [['undo']]);
});
