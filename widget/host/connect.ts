import { expose, type Remote, wrap } from 'comlink';
import type { FrameApi, HostApi } from '../../shared/bridge/contract.ts';
import { type Guards, guardedEndpoint } from '../../shared/bridge/guard.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The command judges it itself, and answers: a call that is dropped here would be waited for in vain. */
const isJudgedLater = (_value: unknown): boolean => true;
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** Of any number and length: the parser refuses with a warning, while a call dropped here would be waited for in vain. */
const isAttributes = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string');

/** What the host may ask, and with which arguments. */
const FRAME_GUARDS: Guards<FrameApi> = {
  configure: (attributes, pageLanguage) => isAttributes(attributes) && typeof pageLanguage === 'string',
  open: () => true,
  close: () => true,
  // Judged where it is read, by code that comes with the first page.
  pageChanged: isJudgedLater,
  alive: () => true,
  start: isFlag,
  end: () => true,
  setMuted: isFlag,
  sendText: isJudgedLater,
  speak: isJudgedLater,
  setContext: isJudgedLater,
  setVariables: isJudgedLater,
  setTools: Array.isArray,
};

/** Offers the frame's API on the port, and answers with the host's. */
export function serveHost(port: MessagePort, api: FrameApi): Remote<HostApi> {
  const endpoint = guardedEndpoint(port, FRAME_GUARDS);
  expose(api, endpoint);
  return wrap<HostApi>(endpoint);
}
