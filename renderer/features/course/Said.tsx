import styles from './lesson.module.css';

/** A line of a chat in an exercise, as it would stand on the screen. */
export const Said = (props: { by: string; text: string; mine?: boolean }) => (
  <div className={styles.said} data-mine={props.mine || undefined}>
    <p className={styles.by}>{props.by}</p>
    <blockquote className={styles.bubble} dir="auto">
      {props.text}
    </blockquote>
  </div>
);
