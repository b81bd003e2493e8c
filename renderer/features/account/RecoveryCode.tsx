import { useEffect, useState } from 'react';
import { Button, Group, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { recoveryCodeGroups } from '#shared/people/recovery-code.ts';
import { useApp, useConnection, useEngine } from '../../app/context.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import sheet from '../lock/lock.module.css';
import { AskAgain } from './AskAgain.tsx';
import { OnDemand } from './OnDemand.tsx';

/** Since when there is a code; `unknown` until the relay has said so. */
type Kept = { readonly at: 'unknown' } | { readonly at: 'known'; readonly madeAtMs: number | null };

/**
 * The way back into the account without the password (RELIABILITY E6): a code on paper, shown once. Offered as long as
 * there is none.
 */
export function RecoveryCode(props: { name: string }) {
  const { t } = useTranslation('keys');
  const engine = useEngine();
  const { clock } = useApp();
  const online = useConnection().at === 'online';
  const [kept, setKept] = useState<Kept>({ at: 'unknown' });
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    if (!online) return undefined;
    let current = true;
    const read = async (): Promise<void> => {
      const answer = await engine.keys.readRecovery();
      if (current && answer.ok) setKept({ at: 'known', madeAtMs: answer.value });
    };
    void read();
    return () => {
      current = false;
    };
  }, [engine, online]);
  const none = kept.at === 'known' && kept.madeAtMs === null;
  return (
    <OnDemand
      title={t('recovery.title')}
      text={t('recovery.text')}
      open={t(none ? 'recovery.make' : 'recovery.anew')}
      aside={<State kept={kept} />}
    >
      {(close) =>
        code === null ? (
          <AskAgain
            submit={t('recovery.show')}
            act={(password) => engine.keys.makeRecoveryCode(password)}
            done={setCode}
            cancel={close}
          />
        ) : (
          <CodeSheet
            name={props.name}
            code={code}
            done={() => {
              setCode(null);
              setKept({ at: 'known', madeAtMs: clock.nowMs() });
              close();
            }}
          />
        )
      }
    </OnDemand>
  );
}

function State(props: { kept: Kept }) {
  const { t } = useTranslation('keys');
  if (props.kept.at === 'unknown') return null;
  const { madeAtMs } = props.kept;
  if (madeAtMs === null) return <Notice kind="note" title={t('recovery.none')} todo={t('recovery.noneTodo')} />;
  return (
    <p>
      {t('recovery.since')} <TimeText atMs={madeAtMs} />
    </p>
  );
}

/** The code in its groups; on paper it stands alone, with what it is for. */
function CodeSheet(props: { name: string; code: string; done: () => void }) {
  const { t } = useTranslation('keys');
  return (
    <div className={sheet.form}>
      <div className={sheet.sheet}>
        <h3>{t('recovery.sheet', { name: props.name })}</h3>
        <p className={sheet.plain}>{t('recovery.what')}</p>
        {/* From left to right in every script, and read out letter by letter. */}
        <p className={sheet.key} dir="ltr" aria-hidden="true" data-recovery-code>
          {recoveryCodeGroups(props.code).map((group, index) => (
            <span key={index}>{group}</span>
          ))}
        </p>
        <VisuallyHidden>{[...props.code].join(' ')}</VisuallyHidden>
        <p className={sheet.plain}>{t('recovery.where')}</p>
      </div>
      <Notice kind="note" title={t('recovery.once')} answer />
      <Group gap="sm">
        <Button onClick={() => window.print()} variant="default">
          {t('recovery.print')}
        </Button>
        <Button onClick={props.done}>{t('recovery.have')}</Button>
      </Group>
    </div>
  );
}
