import { pick } from './index.ts';

const en = {
  share: 'Let the assistant read this page',
  shared: 'This is exactly what the assistant gets:',
  notShared: 'The assistant gets nothing from this page.',
  nothingYet: 'Nothing has been read yet.',
  extent: (told: string, whole: string) =>
    `${told} of ${whole} characters; the rest is looked up when it is needed.`,
  sharedText: 'Text shared with the assistant',
  microphone: 'Microphone',
  speaker: 'Loudspeaker',
  systemDefault: 'System default',
  unnamed: (number: number) => `Device ${number}`,
  notYet: 'Once you have allowed the microphone, you can choose one here.',
  pushToTalk: 'Hold a button to talk',
  pushToTalkWhy:
    'The assistant hears you only while you hold the button down, by touch, mouse, space bar or Enter.',
  volume: 'Volume',
  percent: (percent: number) => `${percent}%`,
  mute: 'Mute the assistant',
};

export type SheetDictionary = typeof en;

/** Apart from the other words, because they are loaded with the sheets that show them. */
export const sheetWords = (language: string): SheetDictionary => pick({ en }, language) ?? en;
