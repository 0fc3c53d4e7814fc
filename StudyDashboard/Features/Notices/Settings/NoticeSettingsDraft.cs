using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Notices.Settings;

/// <summary>The choices about notices while they are edited.</summary>
public sealed class NoticeSettingsDraft
{
    public List<ReminderRow> Reminders { get; private init; } = [];

    public HashSet<NoticeChannel> Changes { get; private init; } = [];

    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietTo { get; set; }

    public bool SoundOn { get; set; }

    public static NoticeSettingsDraft Of(NoticeChoices choices) => new()
    {
        Reminders = [.. choices.Reminders.Select(r => new ReminderRow { Seconds = r.MinutesBefore * 60, Channel = r.Channel, Mode = r.Mode ?? "" })],
        Changes = [.. choices.Changes],
        QuietFrom = choices.QuietFrom,
        QuietTo = choices.QuietTo,
        SoundOn = choices.SoundOn,
    };

    public void Add() => Reminders.Add(new ReminderRow { Seconds = 60 * 60, Channel = NoticeChannel.InApp });

    public void Choose(NoticeChannel channel, bool isOn) => _ = isOn ? Changes.Add(channel) : Changes.Remove(channel);

    /// <summary>The choices, or why they cannot be.</summary>
    public Outcome<NoticeChoices> Check()
    {
        var errors = new List<FieldError>();
        errors.AddRange(Reminders.Select((r, at) => (r, at)).Where(x => x.r.Seconds is not (>= 0 and <= ReminderChoice.MaxMinutes * 60))
            .Select(x => new FieldError($"before-{x.at}", NoticeTexts.Refused_Before)));
        if (Reminders.Count > NoticeChoices.MaxReminders)
        {
            errors.Add(new FieldError("reminders", NoticeTexts.Refused_Many.With(NoticeChoices.MaxReminders)));
        }
        if (QuietFrom is null != QuietTo is null)
        {
            errors.Add(new FieldError(QuietFrom is null ? "quiet-from" : "quiet-to", NoticeTexts.Refused_Quiet));
        }
        return errors.Count > 0 ? Refusal.Invalid(errors) : new NoticeChoices
        {
            Reminders = [.. Reminders.Select(r => new ReminderChoice(r.Seconds!.Value / 60, r.Channel, r.Mode.Length == 0 ? null : r.Mode)).Distinct()],
            Changes = [.. Changes.Order()],
            QuietFrom = QuietFrom,
            QuietTo = QuietTo,
            SoundOn = SoundOn,
        };
    }

    /// <summary>One reminder while it is edited.</summary>
    public sealed class ReminderRow
    {
        /// <summary>Seconds before the start; null while what is typed cannot be read.</summary>
        public int? Seconds { get; set; }

        public NoticeChannel Channel { get; set; }

        /// <summary>Empty for all lessons.</summary>
        public string Mode { get; set; } = "";
    }
}
