import { useTranslation } from 'react-i18next';
import type { RelayReason } from '#shared/people/reasons.ts';

/** Why: in the reader's language where the relay or its console wrote it; in quotation marks where somebody did, exactly as they did. */
export function Reason({ reason, because }: { reason: string; because: RelayReason | null }) {
  const { t } = useTranslation('house');
  return <p>{because === null ? <q dir="auto">{reason}</q> : t(`because.${because}`)}</p>;
}
