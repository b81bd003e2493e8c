import type { CertificationText } from '../agreement.ts';

export const certification: CertificationText = {
  version: '2026-11-22',
  reviewedOn: '2026-11-22',
  statement: 'Ahora mismo puedo decir con sinceridad:',
  parts: [
    'No estoy a punto de quitarme la vida ni de hacerme daño grave.',
    'No estoy a punto de herir o matar a otra persona.',
    'No estoy maltratando a nadie y no he venido a hacer daño a la gente de aquí.',
  ],
  why:
    'Quienes escuchan aquí son voluntarios con buena voluntad. No pueden enviar ayuda a tu puerta, y en peligro mereces a ' +
    'alguien que sí pueda. Si piensas en la muerte sin estar a punto de actuar, puedes hablarlo aquí.',
};
