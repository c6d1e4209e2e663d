import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aptInstall, say } from '../../scripts/project.mjs';
import { prepareSpeech } from '../../scripts/speech.mjs';
import { findPocketsphinx, modelFiles } from '../../server/providers/recognisers/pocketsphinx-install.mjs';

vi.mock('../../scripts/project.mjs', () => ({ aptInstall: vi.fn(), say: vi.fn() }));

const present = vi.hoisted(() => new Set<string>());
vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  existsSync: (path: string) => present.has(path),
}));

const LIBRARIES = ['/usr/local/lib/libsphinxbase.so.3', '/usr/local/lib/libpocketsphinx.so.3'];
const MODEL = '/usr/local/share/pocketsphinx/model/en-us';
const ALL = [...LIBRARIES, ...Object.values(modelFiles(MODEL))];

beforeEach(() => {
  vi.stubEnv('EVI_RECOGNISER', '');
});
afterEach(() => {
  present.clear();
  vi.resetAllMocks();
  vi.unstubAllEnvs();
});

const add = (paths: readonly string[]) => {
  for (const path of paths) present.add(path);
};

test('what `make install` put into /usr/local is found, and nothing is installed', () => {
  add(ALL);
  expect(findPocketsphinx()).toMatchObject({ modelDirectory: MODEL });
  expect(prepareSpeech()).toBe(true);
  expect(aptInstall).not.toHaveBeenCalled();
});

test.each(ALL)('without %s it is not there, for the server and for npm start', (missing) => {
  add(ALL.filter((path) => path !== missing));
  expect(findPocketsphinx()).toBeNull();
  vi.mocked(aptInstall).mockReturnValue(false);
  expect(prepareSpeech()).toBe(false);
  expect(aptInstall).toHaveBeenCalledWith(['pocketsphinx', 'pocketsphinx-en-us']);
  expect(say).toHaveBeenCalled();
});

test('an installation that brings other versions is not taken for one', () => {
  vi.mocked(aptInstall).mockReturnValue(true);
  expect(prepareSpeech()).toBe(false);
  vi.mocked(aptInstall).mockImplementation(() => {
    add(ALL);
    return true;
  });
  expect(prepareSpeech()).toBe(true);
});

test('who wants none gets none installed', () => {
  vi.stubEnv('EVI_RECOGNISER', 'none');
  expect(prepareSpeech()).toBe(false);
  expect(aptInstall).not.toHaveBeenCalled();
});
