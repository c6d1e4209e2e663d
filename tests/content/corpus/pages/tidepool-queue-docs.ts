import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'docs',
  template: 'docs',
  language: 'en',
  title: 'Retries and back-off | Tidepool Queue',
  site: 'Tidepool Queue',
  menu: ['Guide', 'API', 'Operations', 'Changelog', 'GitHub'],
  related: [
    'Introduction',
    'Installation',
    'Producers',
    'Consumers',
    'Dead letters',
    'Scheduling',
    'Metrics',
    'Security',
    'Upgrading to 4',
  ],
  body: `
# Retries and back-off
A job that throws is tried again. This page says how often, how long Tidepool waits between attempts, and what happens when the attempts are used up.
## Defaults
A job is attempted 5 times. The first retry waits 2 seconds, and each further one waits twice as long, up to 10 minutes. A random jitter of up to 20 percent is added, so that jobs that failed together do not come back together.
| Option | Default | Meaning
| attempts | 5 | How often a job runs before it is given up
| backoff | exponential | exponential, linear or fixed
| delay | 2000 | Milliseconds before the first retry
| maxDelay | 600000 | Milliseconds that no wait exceeds
| jitter | 0.2 | Share of the wait that is random
## Setting them for a queue
$ const queue = new Queue('mails', {
$   attempts: 8,
$   backoff: 'linear',
$   delay: 5000,
$ });
Options of a single job win over those of the queue:
$ await queue.add('welcome', { to }, { attempts: 1 });
## Errors that are not retried
Throw a \`PermanentError\` when another attempt cannot help, such as for an address that does not exist. The job then goes to the dead letter list at once.
## Time-outs
A job that runs longer than 30 seconds loses its lease and is handed to another worker. It counts as an attempt. Call \`job.extend(ms)\` in long work; a lease can be extended to 15 minutes at most.
## Dead letters
After the last attempt the job is kept in the dead letter list for 14 days. Use \`tidepool dead list\` to see it and \`tidepool dead retry <id>\` to bring it back. A retried job begins with a fresh count of attempts.
## Order
Retries do not keep order. If jobs of one customer must run one after another, give them the same \`group\`; a failing job then holds back its group, and no other.
## Watching retries
The metric \`tidepool_retries_total\` counts retries by queue and error name. We alert when it grows by more than 50 a minute.
`,
};
