import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'clinic',
  template: 'headless',
  language: 'en',
  title: 'Hillcrest Family Practice - Appointments',
  site: 'Hillcrest Family Practice',
  menu: ['Appointments', 'Prescriptions', 'Vaccinations', 'Our team', 'New patients'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'MedicalClinic',
      name: 'Hillcrest Family Practice',
      telephone: '+1 802 555 0143',
      openingHours: 'Mo-Fr 08:00-18:00',
    },
  ],
  footer: ['Hillcrest Family Practice, 310 Birch Street, Montpelier', 'Telephone (802) 555-0143'],
  body: `
# Appointments
You can see a doctor, a nurse or a physician assistant. Tell us why you come, so that we can plan enough time.
## How to book
Call (802) 555-0143 from 8 am, or use the patient portal at any hour. Same-day appointments are given out from 8 am and are usually gone by 9:30. Routine visits can be booked up to six weeks ahead.
## Length of a visit
- Routine visit: 15 minutes
- Physical examination: 40 minutes
- First visit of a new patient: 45 minutes
- Blood draw: 10 minutes, no appointment needed between 8 and 10 am
## What to bring
Bring your insurance card, a list of your medicines and a photo identification. Children under 16 must come with a parent or guardian, or with a signed letter.
## If you cannot come
Please cancel at least 24 hours before. A missed visit costs 35 dollars, and after three missed visits in a year we may ask you to find another practice.
## Fees without insurance
| Visit | Fee
| Routine visit | $120
| Physical examination | $240
| Vaccination, without the vaccine | $28
| Telephone visit | $75
Patients whose income is below twice the federal poverty level pay half. Ask for form HF-12.
## Prescriptions
Repeat prescriptions are ready two working days after you ask for them, and are sent to the pharmacy you name. We do not prescribe opioids or sleeping pills by telephone.
## After hours
At night and on weekends the on-call nurse answers at (802) 555-0199. In an emergency call 911. The nearest urgent care center is at 45 Main Street in Barre, open daily until 8 pm.
## Languages
Dr. Amira Haddad speaks Arabic and French, Dr. Luis Ortega speaks Spanish. For other languages we call an interpreter at no cost; please tell us when you book.
`,
};
