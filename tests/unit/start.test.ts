import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../scripts/start.mjs');
const data = mkdtempSync(join(tmpdir(), 'evi-start-'));
const alone = { EVI_DEMO_PORT: '0', EVI_PORT: '0', EVI_HOSTILE_PORT: '0', EVI_DATA_DIR: data };

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));
afterAll(() => rmSync(data, { recursive: true }));

/** Resolves with all output once it contains `expected`. */
function started(variables: Record<string, string>, expected: RegExp): Promise<string> {
  const env = { ...process.env, ...alone, ...variables };
  const process_ = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child = process_;
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk;
      if (expected.test(output)) resolve(output);
    };
    process_.stdout.on('data', read);
    process_.stderr.on('data', read);
    process_.on('exit', (code) => reject(new Error(`It ended with ${code}: ${output}`)));
  });
}

test('npm start says where it is, what it chose and how to change each, and Ctrl-C ends it', async () => {
  const output = await started({}, /Ctrl-C/);
  const address = /Open\s+(http:\/\/\S+)/.exec(output)?.[1];
  for (const role of ['Recogniser', 'Language model', 'Voice', 'Expression measure'])
    expect(output).toMatch(new RegExp(`${role}\\s+\\S`));
  for (const variable of ['EVI_RECOGNISER', 'EVI_LLM_URL', 'EVI_VOICE', 'EVI_EXPRESSION'])
    expect(output).toContain(variable);

  const page = await (await fetch(address ?? '')).text();
  const loader = /src="([^"]+loader\.js)"/.exec(page)?.[1] ?? '';
  expect(new URL(loader).origin).not.toBe(new URL(address ?? '').origin);
  expect((await fetch(loader)).headers.get('content-type')).toMatch(/javascript/);

  child?.kill('SIGINT');
  const [code] = await once(child ?? process, 'exit');
  expect(code).toBe(0);
});

test('without a recogniser it starts all the same and tells the frame', async () => {
  const output = await started({ EVI_RECOGNISER: 'none' }, /Ctrl-C/);
  expect(output).toContain('visitors type');
  const widget = /Widget\s+(http:\/\/\S+)/.exec(output)?.[1];
  expect(await (await fetch(`${widget}/widget/config.json`)).json()).toMatchObject({ voiceInput: false });
});

test('a setting that cannot be used is named, with what to do', async () => {
  const output = await started({ EVI_LLM_URL: 'ftp://x' }, /EVI_LLM_URL/).catch(
    (error: Error) => error.message,
  );
  expect(output).toContain('EVI_LLM_URL');
});
