import { signal } from '@preact/signals';
import { OPTIONS, type WidgetOptions } from '../../../shared/options/table.ts';
import type {
  ActionsModel,
  Activity,
  Approval,
  AudioDevice,
  CallState,
  Failure,
  Models,
  Notice,
  TranscriptEntry,
} from '../../../widget/models.ts';
import { PAGE_TEXT, QUESTIONS } from './script.ts';

export interface Scene {
  state?: CallState;
  activity?: Activity;
  failure?: Failure;
  spoken?: boolean;
  muted?: boolean;
  level?: number;
  entries?: TranscriptEntry[];
  open?: boolean;
  voiceInput?: boolean;
  sharing?: boolean;
  notice?: Notice;
  pushToTalk?: boolean;
  held?: boolean;
  microphones?: AudioDevice[];
  speakers?: AudioDevice[];
  approval?: Approval;
  undoable?: string;
  /** Whether what is under an answer can be gone to. */
  shows?: boolean;
}

/** Models whose settings work and that else hold still, and note what was called on them in `calls` for the tests to read. */
export function fakeModels(scene: Scene, options: Partial<WidgetOptions>, calls: string[]) {
  const defaults = Object.fromEntries(Object.entries(OPTIONS).map(([name, type]) => [name, type.default]));
  const state = signal(scene.state ?? 'idle');
  const entries = signal(scene.entries ?? []);
  const failure = signal(scene.failure ?? null);
  const spoken = signal(scene.spoken ?? false);
  const muted = signal(scene.muted ?? false);
  const held = signal(scene.held ?? false);
  const pushToTalk = signal(scene.pushToTalk ?? false);
  const microphone = signal('');
  const volume = signal(1);
  const speakerMuted = signal(false);
  const speaker = signal('');
  const open = signal(false);
  const sharing = signal(scene.sharing ?? true);
  const level = signal(scene.level ?? 0);
  const approval = signal(scene.approval ?? null);
  const undoable = signal(scene.undoable ?? '');
  const actions: ActionsModel = {
    approval,
    answer({ id }, yes) {
      calls.push(`${yes ? 'yes' : 'no'} to ${id}`);
      approval.value = null;
    },
    undoable,
    undo() {
      calls.push('undo');
      undoable.value = '';
    },
    canShow: () => scene.shows ?? true,
    show: ({ key }) => void calls.push(`show ${key}`),
  };
  const models = {
    actions,
    approval,
    call: {
      state,
      activity: signal(scene.activity ?? 'listening'),
      failure,
      notice: signal(scene.notice ?? null),
      spoken,
      async talk() {
        calls.push('talk');
        failure.value = null;
        state.value = 'permission';
        return 'started' as const;
      },
      async send(text: string) {
        calls.push(`send ${text}`);
        failure.value = null;
        state.value = 'live';
        entries.value = [
          ...entries.value,
          {
            key: `typed-${entries.value.length}`,
            speaker: 'visitor',
            text,
            interim: false,
            typed: true,
            interrupted: false,
            speaking: false,
            incomplete: false,
            tool: null,
            source: null,
            expressions: [],
          },
        ];
        return 'started' as const;
      },
      async speak(text: string) {
        calls.push(`speak ${text}`);
        return 'started' as const;
      },
      async goOn() {
        calls.push('go on');
        return 'started' as const;
      },
      end() {
        calls.push('end');
        state.value = 'ended';
      },
    },
    transcript: { entries },
    microphone: {
      level,
      muted,
      toggleMute() {
        muted.value = !muted.value;
      },
      pushToTalk,
      setPushToTalk(on: boolean) {
        pushToTalk.value = on;
      },
      held,
      hold(down: boolean) {
        if (held.value !== down) calls.push(down ? 'hold' : 'release');
        held.value = down;
      },
      devices: signal(scene.microphones ?? []),
      deviceId: microphone,
      choose(id: string) {
        calls.push(`microphone ${id}`);
        microphone.value = id;
      },
    },
    speaker: {
      level,
      volume,
      setVolume(to: number) {
        volume.value = to;
      },
      muted: speakerMuted,
      toggleMute() {
        speakerMuted.value = !speakerMuted.value;
      },
      devices: signal(scene.speakers ?? []),
      deviceId: speaker,
      choose(id: string) {
        calls.push(`speaker ${id}`);
        speaker.value = id;
      },
      resume() {
        calls.push('resume');
      },
    },
    page: {
      sharedText: signal(PAGE_TEXT),
      wholeLength: signal(PAGE_TEXT.length),
      title: signal('Tallow & Finch'),
      available: signal(options.context !== 'off'),
      sharing,
      tools: signal([]),
      sourceOf: () => null,
      setSharing(on: boolean) {
        sharing.value = on;
      },
      suggestions: signal(QUESTIONS),
    },
    panel: {
      open,
      show() {
        open.value = true;
      },
      hide() {
        calls.push('hide');
        open.value = false;
      },
      launcherSize: () => undefined,
    },
    settings: {
      options: signal({ ...defaults, ...options } as WidgetOptions),
      voiceInput: signal(scene.voiceInput ?? true),
    },
  };
  models satisfies Models;
  return models;
}
