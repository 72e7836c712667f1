// Cron expressions in words, as far as words are shorter; else the expression itself.

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const SHORT = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];
const MACROS = {
  '@hourly': 'Every hour', '@daily': 'Every day at 00:00', '@midnight': 'Every day at 00:00',
  '@weekly': 'Every Sunday at 00:00', '@monthly': 'On the 1st of every month at 00:00',
  '@yearly': 'On 1 January at 00:00', '@annually': 'On 1 January at 00:00',
};

export function inWords(expression) {
  const text = expression.trim();
  if (text.startsWith('@')) return MACROS[text.toLowerCase()] ?? text;
  const fields = text.split(/\s+/);
  if (fields.length !== 5) return text;
  const [minute, hour, date, month, weekday] = fields;
  const time = timeOfDay(minute, hour);
  const days = onDays(date, month, weekday);
  if (time === null || days === null) return text;
  return time.repeats ? time.text + (days === 'Every day' ? '' : `, ${lower(days)}`) : `${days} at ${time.text}`;
}

function lower(text) {
  return /^(Every|On)/.test(text) ? text[0].toLowerCase() + text.slice(1) : text;
}

function timeOfDay(minute, hour) {
  const step = /^\*\/(\d+)$/.exec(minute);
  if (minute === '*' && hour === '*') return {repeats: true, text: 'Every minute'};
  if (step && hour === '*') return {repeats: true, text: `Every ${step[1]} minutes`};
  if (!/^\d+$/.test(minute)) return null;
  const mm = minute.padStart(2, '0');
  if (hour === '*') return {repeats: true, text: mm === '00' ? 'Every hour' : `Every hour at :${mm}`};
  const hours = /^\*\/(\d+)$/.exec(hour);
  if (hours) return {repeats: true, text: `Every ${hours[1]} hours at :${mm}`};
  if (!/^\d+(,\d+)*$/.test(hour)) return null;
  return {repeats: false, text: list(hour.split(',').map(h => `${h.padStart(2, '0')}:${mm}`))};
}

function onDays(date, month, weekday) {
  if (date === '*' && month === '*') return weekdays(weekday);
  if (weekday !== '*' || !/^\d+$/.test(date)) return null;
  if (month === '*') return `On the ${ordinal(Number(date))} of every month`;
  return /^\d+$/.test(month) && MONTHS[month - 1] ? `On ${date} ${MONTHS[month - 1]}` : null;
}

function weekdays(field) {
  if (field === '*') return 'Every day';
  const parts = field.toUpperCase().split(',').map(part => {
    const days = part.split('-').map(name => DAYS[SHORT.includes(name) ? SHORT.indexOf(name) : Number(name)]);
    return days.includes(undefined) ? null : days.length === 1 ? days[0] : `${days[0]} to ${days[1]}`;
  });
  return parts.includes(null) ? null : parts.length === 1 && !parts[0].includes(' to ') ? `Every ${parts[0]}` : list(parts);
}

function list(items) {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function ordinal(n) {
  const last = n % 10;
  if (Math.floor(n / 10) === 1 || last > 3 || last === 0) return `${n}th`;
  return n + ['st', 'nd', 'rd'][last - 1];
}
