/** Something to hear with or to speak through. `id` is the browser's, `label` its name for people. */
export interface AudioDevice {
  id: string;
  label: string;
}
