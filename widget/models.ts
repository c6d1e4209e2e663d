/** What the interface may know: signals to read and methods to call. The factories beneath implement these. */
import type { ReadonlySignal } from '@preact/signals';
import type { ToolDeclaration } from '../shared/bridge/contract.ts';
import type { Expression } from '../shared/evi/expressions.ts';
import type { WidgetOptions } from '../shared/options/table.ts';
import type { AudioDevice } from './audio/devices.ts';
import type { MicrophoneControls } from './audio/microphone-controls.ts';
import type { SpeakerControls } from './audio/speaker-controls.ts';

export type { AudioDevice };

/** `closing`: the server has said goodbye, nothing is heard any more, and the assistant's last words still sound. */
export type CallState = 'idle' | 'permission' | 'connecting' | 'live' | 'reconnecting' | 'closing' | 'ended';

/** What happens inside a live call. */
export type Activity = 'listening' | 'thinking' | 'speaking';

/** Why a call could not start or did not go on; each has plain words and one thing to do in i18n. */
export type FailureReason =
  | 'microphone-denied'
  | 'microphone-blocked-by-site'
  /** The browser asked and the visitor neither allowed nor refused. */
  | 'microphone-ignored'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'microphone-lost'
  | 'voice-unavailable'
  | 'unsupported-browser'
  | 'token-refused'
  | 'too-many-requests'
  /** The server gave a token and then did not take the socket. */
  | 'connection-refused'
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

/**
 * How a start ended. Every start ends, whatever happens meanwhile; `cancelled` by the visitor or by leaving the page,
 * `prevented` by the site. `other-tab`: a conversation goes on there, so nothing was begun.
 */
export type StartResult = 'started' | 'cancelled' | 'prevented' | 'other-tab' | Failure;

/** What the visitor should know while the call goes on; the first that holds is shown. */
export type Notice =
  | 'offline'
  /** A spoken call goes on after a page load, and the browser wants a press before the microphone hears again. */
  | 'press-needed'
  /** No call here: one goes on in another tab, or in another widget of this page. */
  | 'other-tab'
  /** The system has taken the sound away, as a phone call does; the visitor's press brings it back. */
  | 'sound-suspended'
  /** The microphone is open and the system gives no sound: muted by a key, or held by another program. */
  | 'microphone-silenced'
  /** The device went away and another took its place. */
  | 'microphone-switched'
  /** The browser cancels no echo, so the assistant is not interrupted by voice. */
  | 'half-duplex'
  /** The server did not know the earlier conversation any more and began a new one. */
  | 'new-chat';

export interface CallModel {
  state: ReadonlySignal<CallState>;
  activity: ReadonlySignal<Activity>;
  /** Set with `ended`, and with `live` when the microphone failed but typing goes on; cleared by the next start. */
  failure: ReadonlySignal<Failure | null>;
  /** The microphone is part of this call. */
  spoken: ReadonlySignal<boolean>;
  notice: ReadonlySignal<Notice | null>;
  /** Starts a spoken call, or adds the microphone to a typed one. Call inside a press: it unlocks audio. Never rejects. */
  talk(): Promise<StartResult>;
  /** Sends a typed message, starting a typed call (no permission prompt) if there is none. Never rejects. */
  send(text: string): Promise<StartResult>;
  /** Has the assistant say it, word for word, starting a typed call if there is none. Never rejects. */
  speak(text: string): Promise<StartResult>;
  /** Brings the conversation of another tab here. Call inside a press. Never rejects. */
  goOn(): Promise<StartResult>;
  end(): void;
}

/** A function of the host page that the assistant may call. */
export interface PageTool extends ToolDeclaration {
  run(args: unknown): Promise<string>;
}

/** Where an answer is from: a section of this page, or another page of the site. */
export interface Source {
  /** The section's, for `scroll_to`; empty for another page. */
  key: string;
  /** The section's name, or the other page's. */
  label: string;
  /** The other page's address; empty for this page, until it is kept with an answer that may outlive the page. */
  url: string;
}

/** An action that waits for the visitor's yes. */
export interface Approval {
  id: string;
  /** In the interface's own words alone, or the site owner's. */
  question: string;
  /** What exactly would be done: names and values. Nothing in them is hidden; some of it is the page's or the assistant's. */
  details: readonly (readonly [name: string, value: string])[];
}

export interface ActionsModel {
  approval: ReadonlySignal<Approval | null>;
  /** By press. By voice, the visitor's next words are read. */
  answer(approval: Approval, yes: boolean): void;
  /** What the last action that can be undone was, for the label of a button; empty where there is none. */
  undoable: ReadonlySignal<string>;
  undo(): void;
  /** Whether a source can be gone to: `data-actions` has the last word. */
  canShow(source: Source): boolean;
  show(source: Source): void;
}

/** `asked`: nothing was done yet, and `declined`: nothing is, because the visitor said no. */
export type ToolState = 'running' | 'done' | 'failed' | 'asked' | 'declined';

export interface TranscriptEntry {
  key: string;
  /** `tool`: something that the assistant had done, with `tool` saying what. */
  speaker: 'visitor' | 'assistant' | 'tool';
  /** What was said; of a tool, its result so far, often JSON. */
  text: string;
  /** Still being heard; will be replaced in place. */
  interim: boolean;
  typed: boolean;
  /** The visitor cut it off. */
  interrupted: boolean;
  /** Its audio is playing now. */
  speaking: boolean;
  /** A part of its audio never came or could not be read. */
  incomplete: boolean;
  /** Of tools only. */
  tool: { name: string; state: ToolState } | null;
  /** Of the assistant only: what it was read from; `null` where it is not the page's. */
  source: Source | null;
  /** The three strongest, strongest first; empty where nothing was measured. */
  expressions: { name: Expression; score: number }[];
}

export interface TranscriptModel {
  entries: ReadonlySignal<readonly TranscriptEntry[]>;
}

/** The microphone, as far as the interface goes. */
export type MicrophoneModel = Omit<MicrophoneControls, 'level' | 'deviceId' | 'onChoice' | 'unmute'> & {
  level: ReadonlySignal<number>;
  deviceId: ReadonlySignal<string>;
};

/** The loudspeaker, as far as the interface goes. */
export type SpeakerModel = Omit<SpeakerControls, 'level' | 'deviceId' | 'open' | 'close' | 'context'> & {
  level: ReadonlySignal<number>;
  deviceId: ReadonlySignal<string>;
};

export interface PageModel {
  /** Exactly the text that was or will be sent; empty when nothing is shared. */
  sharedText: ReadonlySignal<string>;
  /** Characters that it would have with all of the page in it. */
  wholeLength: ReadonlySignal<number>;
  title: ReadonlySignal<string>;
  /** The owner allows page reading at all. */
  available: ReadonlySignal<boolean>;
  /** The visitor's own switch. */
  sharing: ReadonlySignal<boolean>;
  setSharing(on: boolean): void;
  /** Up to three questions made from the page's own headings. */
  suggestions: ReadonlySignal<readonly string[]>;
  /** What the assistant may look up: the rest of the page, and of the site where the owner allows it. */
  tools: ReadonlySignal<readonly PageTool[]>;
  /** Where on the page, or on the site, the words are from; `null` where they are not. */
  sourceOf(words: string): Source | null;
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
