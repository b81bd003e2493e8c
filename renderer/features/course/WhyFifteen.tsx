import { useTranslation } from 'react-i18next';
import { oldEnough } from '#shared/policy/joining.ts';
import { Why } from '../../ui/Why.tsx';

/** P68: beside the box that says it, while it does not. */
export function WhyFifteen({ said }: { said: boolean }) {
  const { t } = useTranslation('why');
  const refused = oldEnough(said);
  return refused?.allowed === false ? <Why rule={refused.rule} question={t('of.age15')} /> : null;
}
