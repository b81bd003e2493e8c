import { useTranslation } from 'react-i18next';
import type { RuleId } from '#shared/policy/verdict.ts';
import { RuleName } from '../../ui/Why.tsx';
import styles from './people.module.css';

/** Why there is no button here, and what would change it, for whoever asks. */
export function WhyNot(props: { title: string; rule: RuleId }) {
  const { t } = useTranslation(['people', 'rules']);
  return (
    <details className={styles.here}>
      <summary>
        {props.title} {t('why')}
      </summary>
      <p>{t(`rules:${props.rule}.why`)}</p>
      <p>{t(`rules:${props.rule}.change`)}</p>
      <RuleName rule={props.rule} />
    </details>
  );
}
