/** Seconds. EVI's own defaults and range, of both timeouts: the environment and config files read them here. */
export const TIMEOUTS = {
  inactivity: { default: 600, min: 30, max: 1800 },
  max_duration: { default: 1800, min: 30, max: 1800 },
} as const;
