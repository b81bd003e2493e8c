/** Somebody's name with its sign. Set apart from the text around it: where that runs from right to left, `@` stays in front. */
export const PersonName = (props: { name: string }) => <bdi dir="ltr">@{props.name}</bdi>;
