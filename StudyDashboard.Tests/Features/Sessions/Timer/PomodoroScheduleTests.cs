using FsCheck;
using FsCheck.Fluent;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Timer;

public sealed class PomodoroScheduleTests
{
    private static readonly DateTime Start = Make.At("2026-03-10 09:00");

    [Fact]
    public void Round_WithAPause_EndsLaterByThePause()
    {
        var session = Begin(new TimerPlan(TimerMode.Pomodoro));
        session.Pause(At(10));
        session.Resume(At(13));

        Assert.Equal(At(28), PomodoroSchedule.NextChange(session, At(20)));
        PomodoroSchedule.Advance(session, At(40));

        Assert.Equal((At(28), At(33)), (session.OpenPause!.StartedAt, session.OpenPause.PlannedEnd));
    }

    [Fact]
    public void LastRound_EndsInTheLongBreak_WhichNeverEndsByItself()
    {
        var session = Begin(new TimerPlan(TimerMode.Pomodoro, Rounds: 2, AutoStartWork: true));

        PomodoroSchedule.Advance(session, At(500));

        Assert.Equal((At(55), At(70)), (session.OpenPause!.StartedAt, session.OpenPause.PlannedEnd));
        Assert.Equal(2, PomodoroSchedule.RoundOf(session));
        Assert.Null(PomodoroSchedule.NextChange(session, At(500)));
    }

    [Fact]
    public void Round_WithTimeDropped_RunsLongerByIt()
    {
        var session = Begin(new TimerPlan(TimerMode.Pomodoro));
        session.Drop(At(5), At(15));

        Assert.Equal(At(35), PomodoroSchedule.NextChange(session, At(16)));
    }

    [Fact]
    public void Advance_InManySteps_ComesToTheSameAsInOne() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 60).Zip(Gen.Choose(1, 20)).Zip(Gen.Choose(1, 5)).Zip(Gen.Choose(0, 90).ListOf()).ToArbitrary(),
        sample =>
        {
            var (((work, rest), rounds), steps) = sample;
            var plan = new TimerPlan(TimerMode.Pomodoro, work, rest, 2 * rest, rounds, AutoStartWork: true);
            var (often, once) = (Begin(plan), Begin(plan));
            var minute = 0;
            foreach (var step in steps)
            {
                minute += step;
                PomodoroSchedule.Advance(often, At(minute));
            }
            PomodoroSchedule.Advance(once, At(minute));
            return often.Pauses.Select(p => (p.StartedAt, p.EndedAt, p.PlannedSeconds))
                .SequenceEqual(once.Pauses.Select(p => (p.StartedAt, p.EndedAt, p.PlannedSeconds)))
                && often.NetSecondsAt(At(minute)) == once.NetSecondsAt(At(minute));
        }));

    [Fact]
    public void Work_OfAnyRound_IsNeverLongerThanPlanned() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 60).Zip(Gen.Choose(0, 600)).ToArbitrary(),
        sample =>
        {
            var session = Begin(new TimerPlan(TimerMode.Pomodoro, sample.Item1, Rounds: 3, AutoStartWork: true));
            PomodoroSchedule.Advance(session, At(sample.Item2));
            return PomodoroSchedule.WorkedSeconds(session, At(sample.Item2)) <= 60 * sample.Item1;
        }));

    [Theory]
    [InlineData(10, 5)]
    [InlineData(25, 8)]
    [InlineData(50, 10)]
    [InlineData(90, 15)]
    public void FlowtimeBreak_AfterWork_FollowsItsLength(int worked, int rest) =>
        Assert.Equal(60 * rest, FlowtimeBreak.SecondsAfter(Begin(new TimerPlan(TimerMode.Flowtime)), At(worked)));

    [Fact]
    public void FlowtimeBreak_AfterABreak_CountsFromItsEnd()
    {
        var session = Begin(new TimerPlan(TimerMode.Flowtime));
        session.Pause(At(60), PauseReason.Break, 600);
        session.Resume(At(70));

        Assert.Equal(300, FlowtimeBreak.SecondsAfter(session, At(80)));
    }

    private static DateTime At(int minute) => Start.AddMinutes(minute);

    private static StudySession Begin(TimerPlan plan) =>
        StudySession.Start(1, Make.About(), plan, null, StudyCalendar.For("Europe/Sofia", 4), Start);
}
