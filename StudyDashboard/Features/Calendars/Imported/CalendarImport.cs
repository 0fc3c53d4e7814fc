using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>A calendar file by way of the import page or <c>import calendar FILE</c>: it becomes a calendar of the read-only layer.</summary>
internal sealed class CalendarImport : IImportKind
{
    public string Word => "calendar";

    public string Title => CalendarTexts.Import_Title;

    public string Explanation => CalendarTexts.Import_Explanation;

    public IReadOnlyList<string> Extensions => [".ics", ".ical", ".ifb", ".icalendar"];

    public (string Address, string Text) Place => (PageAddresses.Schedule, ImportTexts.Done_Schedule);

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ImportProgress(ImportStep.Read, 0));
        var limit = CalendarLimits.Default.MaxBytes;
        var bytes = new byte[Math.Min(file.Content.Length, limit + 1L)];
        file.Content.ReadExactly(bytes);
        var read = CalendarReader.Read(bytes, file.Calendar.Zone, null, cancellationToken);
        if (!read.IsCalendar)
        {
            return ImportService.Unreadable(read.Findings.Kept[^1].Reason);
        }
        progress?.Report(new ImportProgress(ImportStep.Read, 100));
        return new Plan(read, file);
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        await job.Book.Context.Set<CalendarSource>().Where(s => s.ImportId == job.Run.Id && s.PersonId == job.Run.StudentId).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    private sealed class Plan : ImportPlan
    {
        private readonly CalendarText _read;
        private readonly TimeZoneInfo _here;
        private readonly DateTime _nowUtc;
        private readonly string _name;
        private List<ImportedEvent> _events;
        private readonly int _all;

        public Plan(CalendarText read, ImportFile file)
        {
            (_read, _here, _nowUtc) = (read, file.Calendar.Zone, file.NowUtc);
            _name = read.Name ?? Path.GetFileNameWithoutExtension(file.Name);
            _events = [.. read.Events.Select(e => new ImportedEvent(e))];
            _all = _events.Count;
            foreach (var finding in read.Findings.Kept.Where(f => f.IsLost))
            {
                Refusals.Add(finding.Line, finding.Reason);
            }
        }

        public override int Created => _events.Count;

        public override int Skipped => _all - _events.Count;

        public override string Summary => Created == 0 ? "" : Sentence();

        public override async Task CompareAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
        {
            var known = (await context.Set<CalendarSource>().Where(s => s.PersonId == studentId && s.DeletedAt == null)
                .SelectMany(s => s.Events.Select(e => e.Key)).ToListAsync(cancellationToken)).ToHashSet();
            _events = [.. _events.Where(e => known.Add(e.Key))];
        }

        public override Task ApplyAsync(ImportJob job, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            progress?.Report(new ImportProgress(ImportStep.Write, 0));
            var source = new CalendarSource(job.Run.StudentId, CalendarSourceKind.File, null, job.Run.FileName, _nowUtc);
            source.Describe(_name.Length switch { 0 => CalendarTexts.Import_Unnamed, > CalendarSource.MaxName => _name[..CalendarSource.MaxName], _ => _name }, CalendarColour.Grey, true);
            source.BelongTo(job.Run.Id);
            source.Events.AddRange(_events);
            source.Fetched(_events.Count, _read.Findings, null, _nowUtc);
            job.Book.Context.Add(source);
            return Task.CompletedTask;
        }

        private string Sentence()
        {
            var (first, last) = (_events.Min(e => e.FirstAt), _events.Exists(e => e.LastAt is null) ? null : _events.Max(e => e.LastAt));
            return Plural.Of(CalendarTexts.ResourceManager, last is null ? "Preview_Endless" : "Preview_Span", Created, Day(first), last is { } end ? Day(end) : null);
        }

        private string Day(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, _here).ToString("d MMM yyyy", CultureInfo.CurrentCulture);
    }
}
