using System.Globalization;

namespace StudyDashboard.Bench;

/// <summary>
/// Five hundred pages that live for half an hour, of fifty students, and what the server holds in memory meanwhile. The first minutes do not
/// count: a page whose lid was shut is kept for three, so only then as many are forgotten as are shut.
/// </summary>
internal static class SoakPart
{
    private const int Students = 50;
    private const int PagesEach = 10;
    private const int Sessions = 20_000;
    private const int AtOnce = 8;
    private const double Flat = 1.1;
    private static readonly TimeSpan Warm = TimeSpan.FromMinutes(4);

    public static async Task RunAsync(Workshop workshop, string folder, double minutes, Report report)
    {
        Shell.Say("soak");
        var data = Path.Combine(folder, "soak");
        var (tokens, isNew) = await SeedAsync(workshop, data);

        await using var server = await workshop.ServeAsync(data, hooked: true);
        var tally = new SoakTally();
        var students = new List<SoakStudent>();
        for (var i = 0; i < Students; i++)
        {
            students.Add(await SoakStudent.EnterAsync(server.Address, tokens[i], i + 1, PagesEach, tally));
            await (isNew ? students[i].EquipAsync() : Task.CompletedTask);
        }
        var pages = students.SelectMany(s => s.Pages).ToList();
        var empty = await server.HeapAsync();
        Shell.Say($"soak: nobody there, {Mega(empty)} MB; opening {pages.Count} pages");
        using var end = new CancellationTokenSource();
        var pinging = PingAsync(pages, end.Token);
        await Parallel.ForEachAsync(pages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (page, _) => await page.OpenAsync());

        var living = Task.WhenAll(students.Select(s => s.LiveAsync(end.Token)));
        var samples = await WatchAsync(server, pages, TimeSpan.FromMinutes(minutes));
        await end.CancelAsync();
        await Task.WhenAll(pinging, living).ContinueWith(_ => { }, TaskScheduler.Default);
        if (living.Exception is { } broken)
        {
            tally.Fail(broken.GetBaseException().Message);
        }
        foreach (var error in server.Errors)
        {
            Shell.Say(error);
        }
        Tell(samples, pages, tally, minutes, empty, report);
        students.ForEach(s => s.Dispose());
    }

    /// <summary>Each student's token; from an earlier run of the same folder when there was one.</summary>
    private static async Task<(string[] Tokens, bool IsNew)> SeedAsync(Workshop workshop, string data)
    {
        var kept = Path.Combine(data, "tokens");
        if (File.Exists(kept))
        {
            return (await File.ReadAllLinesAsync(kept), false);
        }
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
        await Shell.RunAsync(Path.Combine(workshop.Product, "StudyDashboard"), ["seed", "--students", $"{Students}", "--sessions", $"{Sessions}", "--data", data]);
        var tokens = new string[Students];
        await Parallel.ForAsync(0, Students, new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (i, _) => tokens[i] = await workshop.TokenAsync(data, $"student-{i + 1}@seed.local"));
        await File.WriteAllLinesAsync(kept, tokens);
        return (tokens, true);
    }

    private static async Task PingAsync(List<SoakPage> pages, CancellationToken end)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), end);
            await Task.WhenAll(pages.Select(p => p.PingAsync()));
        }
    }

    private static async Task<List<Sample>> WatchAsync(Server server, List<SoakPage> pages, TimeSpan length)
    {
        var samples = new List<Sample>();
        // A shorter one, which is a trial, has a shorter warm-up.
        var (warm, every) = (Warm < length / 3 ? Warm : length / 3, length > 6 * Warm ? TimeSpan.FromMinutes(2) : length / 15);
        var from = TimeProvider.System.GetTimestamp();
        for (var at = warm; at <= length; at += every)
        {
            if (at - TimeProvider.System.GetElapsedTime(from) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }
            var (resident, @private) = server.Memory;
            var sample = new Sample(TimeProvider.System.GetElapsedTime(from).TotalMinutes, pages.Count(p => p.IsLive), await server.HeapAsync(), resident, @private);
            samples.Add(sample);
            Shell.Say($"soak: minute {sample.Minute:0.0}, {sample.Live} live, heap {Mega(sample.Heap)} MB, resident {Mega(resident)} MB, of it private {Mega(@private)} MB");
        }
        return samples;
    }

    private static void Tell(List<Sample> samples, List<SoakPage> pages, SoakTally tally, double minutes, long empty, Report report)
    {
        var third = Math.Max(1, samples.Count / 3);
        Sample[] first = [.. samples.Take(third)], last = [.. samples.TakeLast(third)];
        var what = $"{pages.Count} circuits for {minutes:0.#} min";
        var (before, after) = (Median(first, s => s.Heap), Median(last, s => s.Heap));
        report.Ratio($"{what}: live heap after collection, median of the last third of {samples.Count} samples", $"{Mega(after)} MB", $"of the first third: {Mega(before)} MB", after / before, Flat);
        var (slope, error) = Slope(samples);
        var (privateBefore, privateAfter) = (Median(first, s => s.Private), Median(last, s => s.Private));
        report.Row("the same: private memory of the process before the collection, resident in brackets", $"{Mega(privateAfter)} MB ({Mega(Median(last, s => s.Resident))} MB)",
            $"{Mega(privateBefore)} MB ({Mega(Median(first, s => s.Resident))} MB)", $"{(privateAfter / privateBefore).ToString("0.00", CultureInfo.InvariantCulture)} x", "", true);
        report.Row($"the same: failures in {tally["opened"]:N0} pages opened, {tally["went"]:N0} times gone elsewhere, {tally["left"]:N0} left, {tally["returned"]:N0} lids shut and opened, {tally["forgotten"]:N0} for good, {tally["timer"]:N0} requests of timers, {pages.Sum(p => p.Batches):N0} batches drawn",
            $"{tally.Failed}", "", "", "0", tally.Failed == 0);
        report.Note($"Soak: {Mega(empty)} MB before the first page; from {samples.Min(s => s.Live)} to {samples.Max(s => s.Live)} pages live at a sample. Heap by minute in MB: {string.Join(", ", samples.Select(s => $"{s.Minute:0.#}: {Mega(s.Heap)}"))}; by least squares {Mega(slope * 60)} MB an hour, +- {Mega(2 * error * 60)} (two standard errors).");
        if (tally.Failed > 0)
        {
            report.Note($"Soak: {tally.Failures}.");
        }
    }

    private static double Median(Sample[] samples, Func<Sample, long> of) => samples.Select(of).Order().ElementAt(samples.Length / 2);

    /// <summary>Bytes of heap a minute, and the standard error of that.</summary>
    private static (double Slope, double Error) Slope(List<Sample> samples)
    {
        var (x, y) = (samples.Average(s => s.Minute), samples.Average(s => s.Heap));
        var spread = samples.Sum(s => (s.Minute - x) * (s.Minute - x));
        var slope = samples.Sum(s => (s.Minute - x) * (s.Heap - y)) / spread;
        var rest = samples.Sum(s => Math.Pow(s.Heap - y - (slope * (s.Minute - x)), 2));
        return (slope, Math.Sqrt(rest / (samples.Count - 2) / spread));
    }

    private static string Mega(double bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    /// <param name="Minute">Since all pages were open.</param>
    /// <param name="Live">Pages whose browser is there.</param>
    /// <param name="Heap">Live bytes after a full collection.</param>
    /// <param name="Resident">Bytes of the process in memory, before it.</param>
    /// <param name="Private">Those of them that no file stands behind.</param>
    private sealed record Sample(double Minute, int Live, long Heap, long Resident, long Private);
}
