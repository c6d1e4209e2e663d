import { type SheetDictionary, sheetWords } from '../i18n/sheets.ts';
import type { AudioDevice } from '../models.ts';
import { Switch } from './switch.tsx';
import type { Props } from './view.ts';

export function SettingsSheet({ models: { microphone, speaker, settings }, view }: Props) {
  const text = sheetWords(view.words.value.language);
  const volume = Math.round(speaker.volume.value * 100);
  return (
    <>
      {settings.voiceInput.value && (
        <>
          <Devices label={text.microphone} of={microphone} text={text} />
          {microphone.devices.value.length === 0 && <p class="why">{text.notYet}</p>}
          <Switch
            on={microphone.pushToTalk.value}
            onPress={() => microphone.setPushToTalk(!microphone.pushToTalk.peek())}
            describedBy="push-to-talk-why"
          >
            {text.pushToTalk}
          </Switch>
          <p class="why" id="push-to-talk-why">
            {text.pushToTalkWhy}
          </p>
        </>
      )}
      {speaker.devices.value.length > 0 && <Devices label={text.speaker} of={speaker} text={text} />}
      <label class="labelled">
        <span>{text.volume}</span>
        <span class="measure" aria-hidden="true">
          {text.percent(volume)}
        </span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={volume}
          aria-valuetext={text.percent(volume)}
          onInput={(event) => speaker.setVolume(event.currentTarget.valueAsNumber / 100)}
        />
      </label>
      <Switch on={speaker.muted.value} onPress={() => speaker.toggleMute()}>
        {text.mute}
      </Switch>
    </>
  );
}

interface DevicesProps {
  label: string;
  of: Pick<Props['models']['speaker'], 'devices' | 'deviceId' | 'choose'>;
  text: SheetDictionary;
}

function Devices({ label, of, text }: DevicesProps) {
  const devices = of.devices.value;
  // One that was chosen and is not there now leaves the choice to the system.
  const chosen = devices.some(({ id }) => id === of.deviceId.value) ? of.deviceId.value : '';
  return (
    <label class="labelled">
      <span>{label}</span>
      <select
        value={chosen}
        disabled={devices.length === 0}
        onChange={(event) => of.choose(event.currentTarget.value)}
      >
        <option value="">{text.systemDefault}</option>
        {devices.map((device: AudioDevice, index) => (
          <option key={device.id} value={device.id}>
            {device.label || text.unnamed(index + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}
