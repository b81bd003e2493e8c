import { useTranslation } from 'react-i18next';

export function TherapistDraftName() {
  const { t } = useTranslation('therapists');
  return <>{t('apply.title')}</>;
}
