using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Archive;

/// <summary>
/// Days and preferences of the profile, for an account with nothing in it: totals by day are equal anyway, "today" and the streak only
/// with the same zone. Name and address stay those of the account.
/// </summary>
internal sealed class ProfileArchive : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        ArchivedProfile? profile = null;
        file.Read<ArchivedProfile>("profile", (record, row) =>
        {
            if (row.IsSound())
            {
                profile = row;
            }
            else
            {
                file.Refuse("profile", record, ArchiveTexts.Row_Profile);
            }
        });
        return new Slice(profile);
    }

    private sealed class Slice(ArchivedProfile? profile) : ArchiveSlice
    {
        private bool _isNew;

        public override int Created => _isNew ? 1 : 0;

        public override string Summary => _isNew ? ArchiveTexts.Summary_Profile : "";

        public override bool ChangesProfile => _isNew;

        public override Task CompareAsync(
            StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
        {
            _isNew = profile is not null && isEmpty;
            Skipped = profile is null || _isNew ? 0 : 1;
            return Task.CompletedTask;
        }

        public override async Task ApplyAsync(
            ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            if (_isNew)
            {
                var person = await job.Book.Context.Users.SingleAsync(p => p.Id == job.Book.StudentId, cancellationToken);
                person.SetDays(profile!.TimeZone, profile.DayStartHour, profile.FirstDayOfWeek);
                person.Prefer(profile.Preferences);
            }
        }
    }
}
