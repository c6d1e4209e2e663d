import type { BuiltinTool, FunctionTool } from '../../shared/evi/messages.ts';
import type { ConfigFile } from './config-file.ts';
import { TIMEOUTS } from './timeouts.ts';
import type { Config, EventMessage } from './types.ts';

/** What a config can only be judged against. */
export interface Surroundings {
  /** For what the file leaves out. */
  defaults: Config;
  /** Names of the server's voices. */
  voices: readonly string[];
  /** Whether a language model is set that could be asked for by name. */
  hasLanguageModel: boolean;
}

export interface Findings {
  /** The config cannot be used. */
  problem(field: string, what: string): void;
  /** It can, but something in it has no effect. */
  warning(field: string, what: string): void;
}

const presentIn = <Item>(list: readonly (Item | null)[] | null | undefined): Item[] =>
  (list ?? []).filter((item) => item !== null);

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function readVoice(
  { voice }: ConfigFile,
  { voices, defaults }: Surroundings,
  findings: Findings,
): string | undefined {
  if (!voice) return defaults.voice;
  const known = [voice.name, voice.id].find((name) => name && voices.includes(name));
  const given = voice.name || voice.id;
  if (known) return known;
  if (!given)
    findings.problem('voice', `names no voice. Choose one of ${voices.join(', ')}, as {"name": "…"}.`);
  else if (voice.provider)
    findings.warning(
      'voice',
      `"${given}" is a voice of Hume’s; the default voice speaks. Here there are ${voices.join(', ')}.`,
    );
  else
    findings.problem('voice', `"${given}" is no voice of this server. Choose one of ${voices.join(', ')}.`);
  return defaults.voice;
}

function readLanguageModel(
  { language_model: given }: ConfigFile,
  { hasLanguageModel, defaults }: Surroundings,
  findings: Findings,
): Config['languageModel'] {
  if (!given) return defaults.languageModel;
  const model = given.temperature == null ? {} : { temperature: given.temperature };
  const field = 'language_model.model_resource';
  if (!given.model_resource) return model;
  if (given.model_provider)
    findings.warning(
      field,
      `a model of ${given.model_provider} is not asked; the one of EVI_LLM_MODEL answers. To ask for this model at EVI_LLM_URL, leave out model_provider.`,
    );
  else if (!hasLanguageModel)
    findings.warning(field, 'no model is asked, because EVI_LLM_URL is not set. Answers come from the page.');
  else return { ...model, name: given.model_resource };
  return model;
}

function readTools(
  file: ConfigFile,
  findings: Findings,
): { tools: FunctionTool[]; builtinTools: BuiltinTool[] } {
  const tools = presentIn(file.tools).map(
    ({ name, description, parameters, fallback_content }): FunctionTool => ({
      type: 'function',
      name,
      parameters,
      ...(description ? { description } : {}),
      ...(fallback_content ? { fallback_content } : {}),
    }),
  );
  const builtinTools = presentIn(file.builtin_tools).map(
    ({ name, fallback_content }): BuiltinTool => ({
      name,
      ...(fallback_content ? { fallback_content } : {}),
    }),
  );
  for (const name of repeated([...tools, ...builtinTools].map((tool) => tool.name)))
    findings.problem('tools', `two tools are called "${name}". Give each its own name.`);
  return { tools, builtinTools };
}

function readPrompt(
  { prompt }: ConfigFile,
  { defaults }: Surroundings,
  findings: Findings,
): string | undefined {
  if (prompt?.id && prompt.text == null)
    findings.problem('prompt.text', 'is missing. A prompt cannot be found by its id here: write its text.');
  return prompt?.text || defaults.prompt;
}

const readEventMessage = (
  given: { enabled: boolean; text?: string | null | undefined } | null | undefined,
  fallback: EventMessage,
): EventMessage => (given ? { enabled: given.enabled, text: given.text || fallback.text } : fallback);

function readTurns(file: ConfigFile, { turns }: Config): Config['turns'] {
  const given = file.turn_detection;
  return {
    end_of_turn_silence_ms: given?.end_of_turn_silence_ms ?? turns.end_of_turn_silence_ms,
    speech_detection_threshold: given?.speech_detection_threshold ?? turns.speech_detection_threshold,
    prefix_padding_ms: given?.prefix_padding_ms ?? turns.prefix_padding_ms,
    min_interruption_ms: file.interruption?.min_interruption_ms ?? turns.min_interruption_ms,
    adaptive: given?.adaptive ?? turns.adaptive,
  };
}

function readTimeouts(
  { timeouts }: ConfigFile,
  defaults: Config,
): Pick<Config, 'inactivitySeconds' | 'maxDurationSeconds'> {
  const { inactivity, max_duration: maxDuration } = timeouts ?? {};
  return {
    inactivitySeconds: !inactivity
      ? defaults.inactivitySeconds
      : inactivity.enabled
        ? (inactivity.duration_secs ?? (defaults.inactivitySeconds || TIMEOUTS.inactivity.default))
        : 0,
    maxDurationSeconds: !maxDuration
      ? defaults.maxDurationSeconds
      : maxDuration.enabled
        ? (maxDuration.duration_secs ?? defaults.maxDurationSeconds)
        : // As EVI has it: no chat is without an end.
          TIMEOUTS.max_duration.max,
  };
}

/**
 * The config that a file describes.
 * @param ownId For a file that gives no id.
 */
export function readConfig(
  file: ConfigFile,
  ownId: string,
  surroundings: Surroundings,
  findings: Findings,
): Config {
  const { defaults } = surroundings;
  const { eventMessages, nudges } = defaults;
  const id = file.id ?? ownId;
  const events = file.event_messages;
  if (presentIn(file.webhooks).length > 0)
    findings.warning('webhooks', 'are not called: this server has none.');
  return {
    id,
    version: file.version ?? 0,
    name: file.name ?? id,
    prompt: readPrompt(file, surroundings, findings),
    voice: readVoice(file, surroundings, findings),
    languageModel: readLanguageModel(file, surroundings, findings),
    ...readTools(file, findings),
    turns: readTurns(file, defaults),
    eventMessages: {
      onNewChat: readEventMessage(events?.on_new_chat, eventMessages.onNewChat),
      onInactivityTimeout: readEventMessage(events?.on_inactivity_timeout, eventMessages.onInactivityTimeout),
      onMaxDurationTimeout: readEventMessage(
        events?.on_max_duration_timeout,
        eventMessages.onMaxDurationTimeout,
      ),
    },
    nudges: {
      enabled: file.nudges?.enabled ?? nudges.enabled,
      intervalSeconds: file.nudges?.interval_secs ?? nudges.intervalSeconds,
    },
    ...readTimeouts(file, defaults),
  };
}
