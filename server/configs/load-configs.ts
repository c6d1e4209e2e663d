import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import * as v from 'valibot';
import { type Environment, VARIABLES } from '../environment.ts';
import { reasonOf } from '../reason-of.ts';
import { configFile, configId } from './config-file.ts';
import { defaultConfig } from './default-config.ts';
import { findJsonError } from './json-position.ts';
import { readConfig, type Surroundings } from './read-config.ts';
import type { Config, Configs } from './types.ts';
import { likelyMeant, unknownFields } from './unknown-fields.ts';

const DEFAULT_FOLDER = VARIABLES.find(({ name }) => name === 'EVI_CONFIGS_DIR')?.default;
const DEFAULT_FILE = 'default.json';
/** Characters of a wrong value that are repeated. */
const LONGEST_SHOWN = 60;

const cut = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

/** Names come from the file: one that is no word is quoted, so that it cannot look like something else. */
const fieldName = (path: readonly (string | number)[]): string =>
  path.map((name) => (/^\w+$/.test(String(name)) ? cut(String(name)) : cut(JSON.stringify(name)))).join('.');

function mismatch(value: unknown, expected: string): string {
  if (value === null || value === undefined) return `is missing. Write ${expected}.`;
  if (Array.isArray(value)) return `a list is not ${expected}.`;
  if (typeof value === 'object') return `an object is not ${expected}.`;
  return `${cut(JSON.stringify(value))} is not ${expected}.`;
}

type Report = (field: string, what: string) => void;

/** The file's content, or undefined when it is no config; `problem` is told all that is wrong with it. */
function parseFile(text: string, problem: Report): v.InferOutput<typeof configFile> | undefined {
  let content: unknown;
  try {
    // Some editors on Windows begin a file with this mark.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const { line, column, expected } = findJsonError(text.replace(/^\uFEFF/, '')) ?? {};
    problem(`line ${line}, column ${column}`, `this is not JSON: ${expected} should stand here.`);
    return undefined;
  }
  for (const { path, name, known } of unknownFields(configFile, content)) {
    const meant = likelyMeant(name, known);
    problem(
      fieldName(path),
      `there is no field of this name. ${meant ? `Is ${meant} meant?` : `Choose one of ${known.join(', ')}.`}`,
    );
  }
  const parsed = v.safeParse(configFile, content);
  for (const issue of parsed.issues ?? [])
    problem(v.getDotPath(issue) ?? '', mismatch(issue.input, issue.message));
  return parsed.success ? parsed.output : undefined;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && /^[^.].*\.json$/i.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (folder === DEFAULT_FOLDER && error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return [];
    throw new Error(`The configs cannot be read: ${reasonOf(error)}. EVI_CONFIGS_DIR must name a folder.`);
  }
}

/**
 * Reads the config files of the folder that the environment names. The one in `default.json` is the default config, of
 * which there is one from the environment otherwise. Rejects with one error that names every file and field that cannot be
 * used, and what is expected there.
 * @param voices Names of the server's voices.
 * @param log Told, in a line each, what in the files has no effect.
 */
export async function loadConfigs(
  environment: Environment,
  voices: readonly string[],
  log: (line: string) => void,
): Promise<Configs> {
  const folder = environment.EVI_CONFIGS_DIR;
  const surroundings: Surroundings = {
    defaults: defaultConfig(environment),
    voices,
    hasLanguageModel: environment.EVI_LLM_URL !== '',
  };
  const problems: string[] = [];
  const warnings: string[] = [];
  const configs = new Map<string, Config>();
  const fileOf = new Map<string, string>();
  let standard = surroundings.defaults;

  for (const file of await filesIn(folder)) {
    const path = join(folder, file);
    const report =
      (lines: string[]): Report =>
      (field, what) =>
        lines.push(`${path}: ${field ? `${field}: ` : ''}${what}`);
    const problem = report(problems);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      problem('', reasonOf(error));
      continue;
    }
    const content = parseFile(text, problem);
    if (!content) continue;
    const config = readConfig(content, basename(file, extname(file)), surroundings, {
      problem,
      warning: report(warnings),
    });
    const other = fileOf.get(config.id);
    if (!v.is(configId, config.id))
      problem('id', `"${config.id}" is not ${configId.pipe[1].message}. Rename the file, or give it an id.`);
    else if (other) problem('id', `"${config.id}" is the id in ${other} too. Give each its own.`);
    else if (config.id === 'default' && file !== DEFAULT_FILE)
      problem('id', `"default" is the id of ${DEFAULT_FILE} only. Rename the file, or give it another id.`);
    if (file === DEFAULT_FILE) standard = config;
    fileOf.set(config.id, path);
    configs.set(config.id, config);
  }

  if (problems.length > 0) throw new Error(`The configs cannot be used.\n  ${problems.join('\n  ')}`);
  warnings.forEach(log);
  if (!configs.has(standard.id)) configs.set(standard.id, standard);
  return {
    default: standard,
    find: (id) => configs.get(id) ?? (id === 'default' ? standard : undefined),
    all: [...configs.values()],
  };
}
