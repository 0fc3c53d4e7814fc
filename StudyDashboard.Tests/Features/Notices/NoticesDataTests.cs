using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices;

namespace StudyDashboard.Tests.Features.Notices;

public sealed class NoticesDataTests : IDisposable
{
    private readonly NoticeFixture _notices = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erased_Student_IsNamedInNobodysNotices()
    {
        var other = _notices.Study.AddPerson("Jonas");
        await _notices.PlanAsync(_notices.Lesson(41), _notices.Lesson(42) with { StudentId = other });

        await using (var context = _notices.Study.Context())
        {
            foreach (var part in _notices.Study.Get<IEnumerable<IPersonalData>>())
            {
                await part.EraseAsync(context, _notices.Student, Token);
            }
        }

        Assert.Empty(_notices.All(_notices.Guardian));
        Assert.Equal(["lesson:42", "lesson:42"], _notices.All(_notices.Tutor).Select(n => n.About));
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(10080, true)]
    [InlineData(10081, false)]
    [InlineData(-1, false)]
    public void Choices_FromAFile_AreCheckedForBounds(int minutes, bool isSound)
    {
        Assert.Equal(isSound, new NoticeChoices { Reminders = [new ReminderChoice(minutes, NoticeChannel.InApp)] }.IsSound());
        Assert.False(new NoticeChoices { Reminders = null! }.IsSound());
        Assert.False(new NoticeChoices { QuietFrom = new TimeOnly(22, 0) }.IsSound());
    }

    public void Dispose() => _notices.Dispose();
}
