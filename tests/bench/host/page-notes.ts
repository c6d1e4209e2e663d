declare global {
  interface Window {
    costNotes?: { tasks: number[]; shift: number; painted: number };
  }
}

/** Runs in each frame before its own scripts. */
export function takeNotes(): void {
  const notes = { tasks: [] as number[], shift: 0, painted: 0 };
  window.costNotes = notes;
  const watch = (type: string, note: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('longtask', ({ duration }) => notes.tasks.push(duration));
  watch('largest-contentful-paint', ({ startTime }) => {
    notes.painted = startTime;
  });
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) notes.shift += value;
  });
}

export interface Notes {
  /** Milliseconds of each task longer than 50 ms. */
  tasks: number[];
  shift: number;
  /** Milliseconds from the document's arrival to its load event. */
  loaded: number;
  /** And to its largest paint. */
  painted: number;
  /** Names of what is kept in the browser. */
  stored: string[];
}

/** Reads the notes, and looks through the storage of the frame’s origin. */
export async function readNotes(): Promise<Notes> {
  const stored: string[] = [];
  const look = async (names: () => string[] | Promise<string[]>): Promise<void> => {
    try {
      stored.push(...(await names()));
    } catch {
      // An origin without storage.
    }
  };
  await look(() => Object.keys(localStorage));
  await look(() => Object.keys(sessionStorage));
  await look(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  await look(() => caches.keys());
  await look(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const arrived = navigation?.responseEnd ?? Number.NaN;
  const { tasks, shift, painted } = window.costNotes ?? { tasks: [], shift: 0, painted: 0 };
  return {
    tasks,
    shift,
    loaded: (navigation?.loadEventStart ?? Number.NaN) - arrived,
    painted: painted - arrived,
    stored,
  };
}
