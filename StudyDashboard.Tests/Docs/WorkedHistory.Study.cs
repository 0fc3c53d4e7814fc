using System.Globalization;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Docs;

/// <content>What the student does alone: sessions and cards.</content>
internal sealed partial class WorkedHistory
{
    private void PlanSessions()
    {
        foreach (var row in _page.Of("session"))
        {
            var name = $"session {row["session"]}";
            var about = new SessionAbout { Kind = Words<SessionKind>.Parse(row["kind"]), Subject = name, DomainCode = row["domain"].NullIfBlank() };
            if (row["end"].EndsWith("min", StringComparison.Ordinal))
            {
                At(Utc(row["start"] + " 20:00"), () => TypeAsync(name, about, row));
                continue;
            }
            var start = Utc(row["start"]);
            At(start, async () => Ids[name] = Done(await Study.Get<TimerService>().StartAsync(StudentId, new StartTimer { About = about }, Token)).Value.Id);
            if (row["pause"].Split('-') is [var from, var to])
            {
                At(Utc(from, start), async () => Done(await Study.Get<TimerService>().PauseAsync(StudentId, Ids[name], Token)));
                At(Utc(to, start), async () => Done(await Study.Get<TimerService>().ResumeAsync(StudentId, Ids[name], Token)));
            }
            At(Utc(row["end"], start), async () =>
            {
                Done(await Study.Get<TimerService>().FinishAsync(StudentId, Ids[name], new FinishTimer(Count(row["answered"]), Count(row["right"])), Token));
                await NoteDomainsAsync(name);
            });
        }
    }

    private async Task TypeAsync(string name, SessionAbout about, IReadOnlyDictionary<string, string> row)
    {
        var entry = new SessionEntry
        {
            About = about, Day = DateOnly.Parse(row["start"], CultureInfo.InvariantCulture), NetSeconds = (int)Number(row["end"]) * 60,
            QuestionsAnswered = Count(row["answered"]) ?? 0, CorrectAnswers = Count(row["right"]) ?? 0,
        };
        Ids[name] = Done(await Study.Get<LogService>().AddAsync(StudentId, entry, Token)).Value.Id;
        await NoteDomainsAsync(name);
    }

    private void PlanCards()
    {
        foreach (var row in _page.Of("answered at"))
        {
            At(Utc(row["answered at"]), async () =>
            {
                if (!Ids.TryGetValue(row["card"], out var card))
                {
                    Ids[row["card"]] = card = Done(await Study.Get<CardService>().AddAsync(StudentId, DeckId, new CardText(row["card"], "bone"), [], Token))[0];
                }
                var taken = Done(await Study.Get<GradingService>().AnswerAsync(
                    StudentId, new AnswerCommand(card, Words<ReviewGrade>.Parse(row["answer"]), (int)Number(row["seconds"]) * 1000), Token));
                var waited = taken.Before.State == StudyDashboard.Features.Review.Fsrs.CardState.Review ? $"{taken.Before.ScheduledDays} days" : "";
                Assert.Equal((row["answered at"], waited), (row["answered at"], row["waited"]));
            });
        }
    }
}
