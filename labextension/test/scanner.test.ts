import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Scanner } from '../src/scanner';
import { ApiError } from '../src/types';
import { Cells, FakeApi, pace, sleep } from './helpers';

function scanner(texts: Record<string, string>): { cells: Cells; api: FakeApi; it: Scanner } {
  const [cells, api] = [new Cells(texts), new FakeApi()];
  return { cells, api, it: new Scanner(api, cells, pace) };
}

test('everything is scanned first, then only what changed', async () => {
  const { cells, api, it } = scanner({ a: '!', b: '', c: '!!' });
  assert.equal(it.state, 'waiting');
  await it.rescan();
  assert.equal(it.findings.count, 3);
  assert.equal(it.mode, 'redact');
  cells.texts.b = '!';
  it.touch(['b']);
  assert.ok(!it.current);
  await it.settle();
  assert.ok(it.current);
  assert.deepEqual(api.asked, [['a', 'b', 'c'], ['b']]);
  assert.deepEqual(api.metadata, [{ title: 'x' }, null]);
  assert.equal(it.findings.count, 4);
});

test('changes within the pause are asked about once', async () => {
  const { api, it } = scanner({ a: '!', b: '!' });
  it.touch(['a']);
  it.touch(['b']);
  it.touch(['a']);
  await sleep(30);
  assert.deepEqual(api.asked, [['a', 'b']]);
  it.dispose();
});

test('an answer about a cell that changed meanwhile does not count', async () => {
  const { cells, api, it } = scanner({ a: '!', b: '!' });
  let answer = (): void => undefined;
  api.hold = new Promise(done => (answer = done));
  const scanning = it.rescan();
  await sleep(5);
  cells.texts.a = '';
  it.touch(['a']);
  answer();
  api.hold = null;
  await scanning;
  assert.deepEqual(it.findings.cells, ['b']);
  assert.ok(it.current);
  it.dispose();
});

test('a request that asks only about what changed again is given up', async () => {
  const { cells, api, it } = scanner({ a: '' });
  await it.rescan();
  api.hold = new Promise(() => undefined);
  it.touch(['a'], { now: true });
  await sleep(10);
  api.hold = null;
  cells.texts.a = '!';
  it.touch(['a'], { now: true });
  await sleep(30);
  assert.equal(it.findings.count, 1);
  it.dispose();
});

test('a cell that has gone takes its findings along', async () => {
  const { cells, it } = scanner({ a: '!', b: '!' });
  await it.rescan();
  delete cells.texts.a;
  it.keep(new Set(['b']));
  assert.deepEqual(it.findings.cells, ['b']);
});

test('a large notebook goes in several requests, the first a small one', async () => {
  const texts = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, 'x'.repeat(150_000)]));
  const { api, it } = scanner(texts);
  await it.rescan();
  assert.equal(api.asked[0]!.length, 1);
  assert.ok(api.asked.length < 9);
  assert.equal(api.asked.flat().length, 30);
});

test('what fails is said and tried again, and no finding is lost by it', async () => {
  const { api, it } = scanner({ a: '!' });
  await it.rescan();
  api.errors = [new ApiError(500, 'worker ended')];
  it.touch(['a']);
  assert.equal(await it.settle(), false);
  assert.equal(it.state, 'failed');
  assert.equal(it.message, 'worker ended');
  assert.equal(it.findings.count, 1);
  assert.ok(await it.settle());
  assert.equal(it.state, 'done');
  it.dispose();
});

test('metadata whose request failed is sent again', async () => {
  const { api, it } = scanner({ a: '' });
  api.errors = [new ApiError(503, 'busy')];
  await it.rescan();
  await it.settle();
  assert.deepEqual(api.metadata, [{ title: 'x' }, { title: 'x' }]);
  it.dispose();
});

test('a request that is too large is cut, and a cell that is too large is said to be unscanned', async () => {
  const { api, it } = scanner({ a: '!', b: '!', large: '!'.repeat(500), c: '!' });
  const scan = api.scan.bind(api);
  api.scan = (path, cells, ...more) => {
    const size = cells.reduce((sum, { json }) => sum + json.length, 0);
    api.errors = size > 60 ? [new ApiError(413, 'too large')] : [];
    return scan(path, cells, ...more);
  };
  assert.ok(await it.rescan());
  assert.deepEqual(it.findings.cells, ['a', 'b', 'c']);
  assert.deepEqual(it.findings.unscanned(), { 'too large': 1 });
  it.dispose();
});

test('a server without nbguard is not asked again and again', async () => {
  const { api, it } = scanner({ a: '!' });
  api.errors = [new ApiError(404, 'Not Found')];
  await it.rescan();
  assert.equal(it.state, 'absent');
  it.touch(['a']);
  await sleep(20);
  assert.equal(api.asked.length, 1);
  await it.rescan();
  assert.equal(it.state, 'done');
  it.dispose();
});
