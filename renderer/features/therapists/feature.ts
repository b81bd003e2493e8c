import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { TherapistDraftName } from './TherapistDraftName.tsx';

const TherapistsScreen = lazyScreen(async () => (await import('./TherapistsScreen.tsx')).TherapistsScreen);

/** The directory of therapists, and applying to be one (F042–F046). */
export const feature: Feature = {
  name: 'therapists',
  routes: [{ path: '/people/therapists', Screen: TherapistsScreen }],
  drafts: [{ kind: 'therapist', path: () => '/you/therapist', plain: false, Name: TherapistDraftName }],
  finds: [{ path: '/people/therapists', label: 'therapists:title' }],
};
