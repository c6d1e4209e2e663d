import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'government',
  template: 'portal',
  language: 'en',
  title: 'Working time: what employers must know | Labour Inspectorate of Caldreth',
  site: 'Labour Inspectorate of Caldreth',
  menu: ['Working time', 'Wages', 'Safety', 'Young people', 'Report a breach'],
  footer: ['Labour Inspectorate, 14 Chancery Square, Caldreth'],
  body: `
# Working time: what employers must know
This page explains the Working Time Act as it stands since 1 January 2026. It binds all employers in Caldreth, also those with a single employee.
## How long a week may be
The week has at most 40 hours, on average over twelve weeks. In no single week may anybody work more than 54. An agreement with a union can lengthen the twelve weeks to 26, but not the 54 hours.
Travelling to the first customer counts as working time if the employee has no fixed place of work. Waiting at home on call counts by a quarter, waiting at work in full.
## Breaks
After four and a half hours there is a break of at least 20 minutes, after seven hours one of at least 45, which can be split in two. The first part must be 20 minutes or longer. Breaks are not paid unless the employee must stay at the place of work.
## Rest
Between two working days there are 11 hours of rest. In hospitals, in farming at harvest, and at sea it can be 9, if the two hours are given back within ten days. Each week has 35 hours of rest without a gap, as a rule on Sunday.
## Night work
Night is from 10 pm to 5 am. Who works three hours or more of it on at least 48 nights a year is a night worker and
- works no more than 8 hours a night on average,
- can be examined by a doctor every two years, and every year from 50 on, at the employer's cost,
- is paid 22 percent more for these hours, or gets time off to match.
Pregnant employees and people under 18 must not work at night at all.
## Young people
| Age | Hours a day | Hours a week | Not before | Not after
| 13 and 14 | 2 | 10 | 8 am | 6 pm
| 15, at school | 3 | 14 | 7 am | 8 pm
| 15, out of school | 7 | 35 | 6 am | 8 pm
| 16 and 17 | 8 | 40 | 6 am | 10 pm
Bakers' apprentices may begin at 4 am from 17 on.
## Overtime
Overtime is what goes beyond the hours agreed. Nobody can be made to work more than 150 hours of it in a year. It is paid at 125 percent, and at 200 percent on public holidays. Part-time employees get the supplement from their first extra hour.
## Writing hours down
Employers write down the beginning, the end and the breaks of each day by the seventh day after, and keep the record for three years. A spreadsheet is enough. Employees may see their own at any time, and get a copy within five days.
## Shifts and rosters
A roster is given out at least 14 days ahead. A change with less notice needs the employee's consent; if the employer cancels a shift with less than 72 hours to go, half of it is paid.
## Exceptions
The act does not bind senior managers who may hire and dismiss, domestic staff who live in the household, and clergy. For lorry drivers the Transport Act applies instead.
## Inspections and fines
Inspectors may come without notice between 6 am and 10 pm. They may read records, speak with employees alone and make copies.
| Breach | Fine
| No record of hours | 500 to 4,000 crowns for each employee
| Rest too short | 1,000 to 8,000 crowns
| Young people at night | 5,000 to 30,000 crowns
| Obstructing an inspector | up to 20,000 crowns
A first breach that is put right within 30 days is warned, not fined, unless young people are concerned.
## If you are an employee
Speak with your employer first if you can. You can report a breach without your name on the form or by telephone on 0800 960 221, Monday to Thursday from 9 am to 4 pm. You must not be dismissed for a report; if that happens within six months, the employer has to prove another reason.
## Going to court
Claims for wages lapse after three years, claims for time off after one. Hearings before the labour court cost nothing up to 5,000 crowns, and you need no lawyer.
`,
};
