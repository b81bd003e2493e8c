import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleId } from '#shared/policy/verdict.ts';
import styles from './why.module.css';

/**
 * "Why?" beside a refusal, a button that is out of use, or one that is missing (DESIGN promise 4): the rule's own words, what
 * would change its answer, and its id, under which docs/rules.md has it. `question`: the whole of it, of those under `why:of`,
 * where what cannot be done is not on the screen, or where somebody hears several of these one after the other.
 */
export function Why(props: { rule: RuleId; question?: string }) {
  const { t } = useTranslation(['why', 'rules']);
  return (
    <details className={styles.why}>
      <summary>{props.question ?? t('ask')}</summary>
      <p>{t(`rules:${props.rule}.why`)}</p>
      <p>{t(`rules:${props.rule}.change`)}</p>
      <RuleName rule={props.rule} />
    </details>
  );
}

/** The same in a dialog, where there is no room beside what is missing, as in a menu. */
export function WhyDialog(props: { rule: RuleId; title: string; close: () => void }) {
  const { t } = useTranslation(['why', 'rules', 'app']);
  return (
    <Modal opened onClose={props.close} title={props.title} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <p>{t(`rules:${props.rule}.why`)}</p>
      <p>{t(`rules:${props.rule}.change`)}</p>
      <RuleName rule={props.rule} />
    </Modal>
  );
}

/** Where a rule's words stand on the screen already: which one it is. */
export function RuleName(props: { rule: RuleId }) {
  const { t } = useTranslation('why');
  return <p className={styles.rule}>{t('rule', { id: props.rule })}</p>;
}
