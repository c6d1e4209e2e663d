/** What the interface may know: signals to read and methods to call. The factories beneath implement these. */
import type { ReadonlySignal } from '@preact/signals';
import type { Expression } from '../shared/evi/expressions.ts';
import type { WidgetOptions } from '../shared/options/table.ts';

export type CallState = 'idle' | 'permission' | 'connecting' | 'live' | 'reconnecting' | 'ended';

/** What happens inside a live call. */
export type Activity = 'listening' | 'thinking' | 'speaking';

/** Why a call could not start or did not go on; each has plain words and one thing to do in i18n. */
export type FailureReason =
  | 'microphone-denied'
  | 'microphone-blocked-by-site'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'microphone-lost'
  | 'voice-unavailable'
  | 'unsupported-browser'
  | 'token-refused'
  | 'too-many-requests'
  | 'unreachable'
  | 'offline'
  | 'inactivity'
  | 'max-duration'
  | 'server-error';

export interface Failure {
  reason: FailureReason;
  /** The EVI or close code, shown small; empty where there is none. */
  code: string;
}

export interface CallModel {
  state: ReadonlySignal<CallState>;
  activity: ReadonlySignal<Activity>;
  /** Set with `ended`, and with `live` when the microphone failed but typing goes on; cleared by the next start. */
  failure: ReadonlySignal<Failure | null>;
  /** The microphone is part of this call. */
  spoken: ReadonlySignal<boolean>;
  /** Starts a spoken call, or adds the microphone to a typed one. Call inside a press: it unlocks audio. */
  talk(): void;
  /** Sends a typed message, starting a typed call (no permission prompt) if there is none. */
  send(text: string): void;
  end(): void;
}

export interface TranscriptEntry {
  key: string;
  speaker: 'visitor' | 'assistant';
  text: string;
  /** Still being heard; will be replaced in place. */
  interim: boolean;
  typed: boolean;
  /** The visitor cut it off. */
  interrupted: boolean;
  /** Its audio is playing now. */
  speaking: boolean;
  /** The three strongest, strongest first; empty where nothing was measured. */
  expressions: { name: Expression; score: number }[];
}

export interface TranscriptModel {
  entries: ReadonlySignal<readonly TranscriptEntry[]>;
}

export interface MicrophoneModel {
  /** Loudness now, 0 to 1. */
  level: ReadonlySignal<number>;
  muted: ReadonlySignal<boolean>;
  toggleMute(): void;
}

export interface SpeakerModel {
  /** Loudness now, 0 to 1. */
  level: ReadonlySignal<number>;
}

export interface PageModel {
  /** Exactly the text that was or will be sent; empty when nothing is shared. */
  sharedText: ReadonlySignal<string>;
  title: ReadonlySignal<string>;
  /** The owner allows page reading at all. */
  available: ReadonlySignal<boolean>;
  /** The visitor's own switch. */
  sharing: ReadonlySignal<boolean>;
  setSharing(on: boolean): void;
  /** Up to three questions made from the page's own headings. */
  suggestions: ReadonlySignal<readonly string[]>;
}

export interface PanelModel {
  open: ReadonlySignal<boolean>;
  show(): void;
  hide(): void;
  /** Tells the host page how much room the launcher needs, in CSS pixels. */
  launcherSize(width: number, height: number): void;
}

export interface SettingsModel {
  options: ReadonlySignal<WidgetOptions>;
  /** The server can hear; without it only typing is offered. */
  voiceInput: ReadonlySignal<boolean>;
}

export interface Models {
  call: CallModel;
  transcript: TranscriptModel;
  microphone: MicrophoneModel;
  speaker: SpeakerModel;
  page: PageModel;
  panel: PanelModel;
  settings: SettingsModel;
}
