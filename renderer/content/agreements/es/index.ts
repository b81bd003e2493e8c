import type { Agreements } from '../agreement.ts';
import { certification } from './certification.ts';
import { guidelines } from './guidelines.ts';
import { listener } from './listener.ts';
import { member } from './member.ts';
import { privacy } from './privacy.ts';

export const agreements: Agreements = { member, privacy, certification, listener, guidelines };
