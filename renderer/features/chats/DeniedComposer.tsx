import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Remedy, RuleId } from '#shared/policy/verdict.ts';
import type { ChatHandle } from '../../engine/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RuleName } from '../../ui/Why.tsx';
import { useGate } from '../gate/use-gate.tsx';
import { LeftDraft } from './LeftDraft.tsx';
import styles from './composer.module.css';

/** Where one may not write: which rule says so, what would change it, and the way there (DESIGN promise 4). */
export function DeniedComposer(props: { handle: ChatHandle; rule: RuleId; remedy: Remedy }) {
  const { t } = useTranslation('chats');
  const gate = useGate();
  return (
    <div className={styles.composer}>
      <Notice
        kind="note"
        title={t('denied.title')}
        safe={t(`rules:${props.rule}.why`)}
        todo={t(`rules:${props.rule}.change`)}
      >
        {props.remedy === 'consent' && <Button onClick={() => gate.pass(() => undefined)}>{t('denied.consent')}</Button>}
        {props.remedy === 'appeal' && (
          <Button component={Link} href="/you/standing">
            {t('standing:say')}
          </Button>
        )}
        {props.remedy === 'sign-in' && (
          <Button component={Link} href="/you">
            {t('denied.signIn')}
          </Button>
        )}
      </Notice>
      <RuleName rule={props.rule} />
      <LeftDraft handle={props.handle} />
      {gate.dialog}
    </div>
  );
}
