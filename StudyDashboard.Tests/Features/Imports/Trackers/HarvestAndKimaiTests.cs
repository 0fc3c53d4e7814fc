using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

public sealed class HarvestAndKimaiTests : IDisposable
{
    private const string Harvest = "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name";
    private const string Kimai = "Date,From,To,Duration,Currency,Price,Name,User,E-mail,Customer,Project,Activity,Description,Billable,Tags,Type,Name,Project";
    private const string German = "Datum;Von;Bis;Dauer;Währung;Preis;Name;Benutzer;E-Mail;Kunde;Projekt;Tätigkeit;Beschreibung;Abrechenbar;Schlagworte;Typ";

    private readonly TrackerStudy _tracker = new();

    [Theory]
    [InlineData("1.5", 5400)]
    [InlineData("\"0,01\"", 36)]
    [InlineData("\"20,0\"", 72000)]
    [InlineData("1:30", 5400)]
    [InlineData("1h30", 5400)]
    [InlineData("24", 86400)]
    public async Task Harvest_Hours_AreADayAndALength(string hours, int seconds)
    {
        var session = await _tracker.SingleAsync("harvest", $"{Harvest}\n2024-03-04,School,Algebra,A1,Reading,Chapter 3,{hours},No,No,No,Mina,Ivanova\n");

        Assert.Equal((null, null, new DateOnly(2024, 3, 4), seconds, true), (session.StartedAt, session.EndedAt, session.StudyDay!.Value, session.NetSeconds, session.NetIsGiven));
        Assert.Equal(("Algebra", "Chapter 3"), (session.Subject, session.Note));
        Assert.Equal(0, await _tracker.Study.Get<Rebuild>().RunAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("2024-03-04", "-1", "less than nothing")]
    [InlineData("2024-03-04", "25", "25:00 hours")]
    [InlineData("2024-03-04", "much", "\"much\"")]
    [InlineData("2024-03-04", "", "neither times nor a duration")]
    [InlineData("2024-02-30", "1", "2024-02-30")]
    [InlineData("2027-02-20", "1", "future")]
    public async Task Harvest_RowThatCannotBe_IsRefusedByName(string date, string hours, string reason) =>
        Assert.Contains(reason, await _tracker.RefusalAsync("harvest", Harvest, "2024-03-04,C,P,,T,N,1.0,No,No,No,M,I", $"{date},C,P,,T,N,{hours},No,No,No,M,I"), StringComparison.Ordinal);

    [Fact]
    public async Task Harvest_NoHours_IsSkipped()
    {
        var result = await _tracker.ImportAsync("harvest", $"{Harvest}\n2024-03-04,C,P,,T,N,0.0,No,No,No,M,I\n2024-03-04,C,P,,T,N,\"0,00\",No,No,No,M,I\n");

        Assert.Equal((0, 2, 0), (result.Plan.Created, result.Plan.Skipped, result.Plan.Refusals.Count));
    }

    [Theory]
    [InlineData("Total,,,,,,1.5")]
    [InlineData(",,,,,Total:,1.5")]
    [InlineData(",,Summe,,,,\"1,5\"")]
    public async Task Harvest_RowOfSums_IsSkipped(string sums)
    {
        var result = await _tracker.ImportAsync("harvest", $"{Harvest}\n2024-03-04,C,Total,,T,N,1.5,No,No,No,M,I\n{sums},,,,,\n");

        Assert.Equal((1, 1, 0), (result.Plan.Created, result.Plan.Skipped, result.Plan.Refusals.Count));
    }

    [Fact]
    public async Task Harvest_TwoEqualRows_AreTwoEntriesAndOnlyOnce()
    {
        const string File = Harvest + "\n2024-03-04,C,P,,T,N,1.0,No,No,No,M,I\n2024-03-04,C,P,,T,N,1.0,No,No,No,M,I\n";

        Assert.Equal(2, (await _tracker.ImportAsync("harvest", File)).Plan.Created);
        Assert.Equal((0, 2), (await _tracker.ImportAsync("harvest", File)).Plan is var again ? (again.Created, again.Skipped) : default);
    }

    [Theory]
    [InlineData("2024-03-04,09:00,09:06,0:06", "2024-03-04 07:00", 360)]
    [InlineData("2024-03-04,09:00,09:06,0.11", "2024-03-04 07:00", 360)]
    [InlineData("3/4/24,9:00\u202FAM,10:30\u202FPM,13:30", "2024-03-04 07:00", 48600)]
    [InlineData("2024-03-04,23:30,00:10,0:40", "2024-03-04 21:30", 2400)]
    [InlineData("2024-03-04,2024-03-04 09:00,2024-03-04 10:00,1:00", "2024-03-04 07:00", 3600)]
    [InlineData("2024-03-04,22:00,24:00,2:00", "2024-03-04 20:00", 7200)]
    public async Task Kimai_FromAndTo_AreTheTimes(string times, string start, int seconds)
    {
        var session = await _tracker.SingleAsync("kimai", $"{Kimai}\n{times},EUR,0,Mina I,mina,mina@example.org,School,Algebra,Reading,Chapter 3,No,\"home,quiet\",timesheet,x,y\n");

        Assert.Equal((Make.At(start), seconds, "Algebra", "Chapter 3"), (session.StartedAt!.Value, session.NetSeconds, session.Subject, session.Note));
        Assert.Equal(["home", "quiet"], session.Tags);
    }

    [Theory]
    [InlineData("04.03.2024;09:00;10:00;1:00")]
    [InlineData("04.03.24;09:00;10:00;1,00")]
    [InlineData("2024-03-04;09:00;10:00;1,00")]
    public async Task Kimai_InGerman_IsRead(string times)
    {
        var session = await _tracker.SingleAsync("kimai", $"{German}\n{times};EUR;0;Mina I;mina;m@example.org;Schule;Algebra;Lesen;Kapitel 3;Nein;daheim;timesheet\n");

        Assert.Equal((Make.At("2024-03-04 07:00"), 3600, "Algebra", "Kapitel 3"), (session.StartedAt!.Value, session.NetSeconds, session.Subject, session.Note));
        Assert.Equal(["daheim"], session.Tags);
    }

    [Theory]
    [InlineData("Date,From,To,Duration,Break,Project", "2024-03-04,09:00,10:00,0:45,0:15,Algebra")]
    [InlineData("Datum;Von;Bis;Pause;Dauer;Projekt", "04.03.2024;09:00;10:00;0,25;0,75;Algebra")]
    [InlineData("Date,From,To,Break,Project", "2024-03-04,09:00,10:00,0:15,Algebra")]
    public async Task Kimai_Break_IsAPauseAndNoStudy(string header, string row)
    {
        var session = await _tracker.SingleAsync("kimai", $"{header}\n{row}\n");

        Assert.Equal((Make.At("2024-03-04 07:00"), Make.At("2024-03-04 08:00"), 3600, 2700), (session.StartedAt!.Value, session.EndedAt!.Value, session.GrossSeconds, session.NetSeconds));
        await using var context = _tracker.Study.Context();
        var pause = Assert.Single((await context.Sessions.Include(s => s.Pauses).SingleAsync(TestContext.Current.CancellationToken)).Pauses);
        Assert.Equal(900, (pause.EndedAt!.Value - pause.StartedAt).TotalSeconds);
        Assert.Equal(0, await _tracker.Study.Get<Rebuild>().RunAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("1:01", "longer than the entry")]
    [InlineData("a bit", "\"a bit\"")]
    [InlineData("-0:10", "\"-0:10\"")]
    public async Task Kimai_BreakThatCannotBe_IsRefusedByName(string pause, string reason) =>
        Assert.Contains(reason, await _tracker.RefusalAsync("kimai", "Date,From,To,Break,Project", "2024-03-04,09:00,10:00,,A", $"2024-03-04,11:00,12:00,{pause},A"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Date,De,À,Durée,Client,Projet,Activité,Description,Étiquettes")]
    [InlineData("Fecha,Desde,Hasta,Duración,Cliente,Proyecto,Actividad,Descripción,Etiquetas")]
    [InlineData("Datum,Van,Tot,Duur,Klant,Project,Activiteit,Omschrijving,Tags")]
    public async Task Kimai_InOtherLanguages_IsRead(string header)
    {
        var session = await _tracker.SingleAsync("kimai", $"{header}\n20240304,09:00,10:00,1:00,School,Algebra,Reading,Chapter 3,home\n");

        Assert.Equal((Make.At("2024-03-04 07:00"), 3600, "Algebra", "Chapter 3"), (session.StartedAt!.Value, session.NetSeconds, session.Subject, session.Note));
        Assert.Equal(["home"], session.Tags);
    }

    [Theory]
    [InlineData("0:06", 360)]
    [InlineData("0.11", 396)]
    [InlineData("\"0,11\"", 396)]
    public async Task Kimai_WithoutTimes_IsADayAndALength(string duration, int seconds)
    {
        var session = await _tracker.SingleAsync("kimai", $"Date,Duration,Project\n2024-03-04,{duration},Algebra\n");

        Assert.Equal((null, new DateOnly(2024, 3, 4), seconds), (session.StartedAt, session.StudyDay!.Value, session.NetSeconds));
    }

    [Fact]
    public async Task Kimai_RunningEntry_IsRefusedByName() =>
        Assert.Contains("still running", await _tracker.RefusalAsync("kimai", "Date,From,To,Duration,Project", "2024-03-04,09:00,10:00,1:00,A", "2024-03-04,11:00,,0:00,A"), StringComparison.Ordinal);

    public void Dispose() => _tracker.Dispose();
}
