import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import type { RestoreFailure } from '../../vault/backup/copies.ts';

/** Why a copy was not taken; each reason in words of its own, and that nothing was changed by it. */
export function RestoreNotice(props: { failure: RestoreFailure }) {
  const { t } = useTranslation('keep');
  const { code } = props.failure;
  return <Notice kind="error" title={t(`failed.${code}.what`)} safe={t('failed.safe')} todo={t(`failed.${code}.todo`)} />;
}
