import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'list',
  template: 'soup',
  language: 'en',
  title: 'Borrow tools - Elmstead Tool Library',
  site: 'Elmstead Tool Library',
  menu: ['Tools', 'Membership', 'Repair café', 'Volunteer', 'FAQ'],
  footer: [
    'Elmstead Tool Library, the old fire station, Brook Road',
    'Open Thursday 17 to 20, Saturday 10 to 14',
  ],
  related: ['New: cordless nailer', 'How to sharpen a chisel'],
  body: `
# Borrow tools
More than 900 tools, for members. A loan is a week, and can be made longer twice if nobody else waits.
## Drills and drivers
| Tool | Per week | Deposit
| Cordless drill 18 V | £4 | £20
| Hammer drill SDS | £7 | £40
| Pillar drill, to use here only | £3 an hour | none
| Right-angle driver | £3 | £10
## Garden
| Tool | Per week | Deposit
| Hedge trimmer, battery | £6 | £30
| Post-hole digger | £3 | £10
| Scarifier | £9 | £50
| Wood chipper, 60 mm | £25 | £120
## Painting and walls
| Tool | Per week | Deposit
| Wallpaper steamer | £5 | £15
| Paint sprayer | £8 | £40
| Plaster mixer | £4 | £20
## Becoming a member
Membership costs £25 a year, or £10 for people on benefits and students. Bring a proof of your address that is not older than three months. You must be 18. Companies cannot be members.
## Late or broken
A tool that comes back late costs £1 a day for each tool. Tell us if something broke: wear costs nothing, and we ask for the deposit only if a tool was used for what it is not made for. Clean the tools; a dirty one costs £5.
## Training
The chipper and the SDS drill are lent only after a lesson of half an hour, every Saturday at 10.15. It is free.
## Reserving
Reserve online up to 30 days ahead. We keep the tool until one hour before closing on your day, then it goes to the next member.
`,
};
