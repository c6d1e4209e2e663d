import type { ComponentChildren } from 'preact';

interface SwitchProps {
  on: boolean;
  onPress(): void;
  describedBy?: string;
  children: ComponentChildren;
}

export function Switch({ on, onPress, describedBy, children }: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-describedby={describedBy}
      onClick={onPress}
    >
      <span>{children}</span>
      <span class="track" />
    </button>
  );
}
