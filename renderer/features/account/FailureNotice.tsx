import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../../engine/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RuleName } from '../../ui/Why.tsx';

/** Why a command did not happen, in plain words; where a rule spoke, with what would change its answer. */
export function FailureNotice(props: { failure: CommandFailure }) {
  const { t } = useTranslation(['problems', 'rules']);
  const { failure } = props;
  if (failure.code === 'offline') return <Notice kind="error" title={t('problems:offline')} />;
  if (failure.rule === null) return <Notice kind="error" title={t(`problems:${failure.code}`)} />;
  return (
    <Notice kind="error" title={t(`rules:${failure.rule}.why`)} todo={t(`rules:${failure.rule}.change`)}>
      <RuleName rule={failure.rule} />
    </Notice>
  );
}
