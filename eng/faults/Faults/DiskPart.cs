using System.ComponentModel;
using System.Net;
using StudyDashboard.Bench;

namespace StudyDashboard.Faults;

/// <summary>A file system of a few megabytes that fills up under the writes: refused in words, nothing damaged, and on again once there is room.</summary>
internal static class DiskPart
{
    private const int Refusals = 30;

    public static async Task RunAsync(Product product, string folder, Report report)
    {
        var disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        try
        {
            await Shell.RunAsync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", disk]);
        }
        catch (Exception refused) when (refused is InvalidOperationException or Win32Exception)
        {
            report.Note("The full file system was left out: this account may not mount one. The tests play a full database (`PRAGMA max_page_count`) all the same.");
            return;
        }
        try
        {
            await PlayAsync(product, Path.Combine(disk, "data"), Path.Combine(disk, "filler"), report);
        }
        finally
        {
            await Shell.RunAsync("umount", ["-l", disk]);
        }
    }

    private static async Task PlayAsync(Product product, string data, string filler, Report report)
    {
        await product.SeedAsync(data, 1, 200);
        var database = Path.Combine(data, "study.db");
        var token = await product.TokenAsync(data, 1);
        await using var server = new Victim(product, data, "--Limits:PerToken", "0", "--Limits:PerAddress", "0", "--Limits:SignIns", "0");
        using var writer = new Writer(server.Address, token, 1);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await server.StartAsync();
        await writer.EquipAsync();
        Fill(filler);
        var statuses = new Dictionary<HttpStatusCode, int>();
        for (var refused = 0; refused < Refusals && statuses.Values.Sum() < 5000;)
        {
            var status = await writer.NextAsync() ?? 0;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            refused += (int)status >= 500 ? 1 : 0;
        }
        var told = statuses.GetValueOrDefault(HttpStatusCode.InsufficientStorage);
        var others = statuses.Where(s => (int)s.Key >= 300 && s.Key != HttpStatusCode.InsufficientStorage).Select(s => $"{s.Value} times {(int)s.Key}").ToList();
        report.Row("full disk under writes: refused as 507 \"The disk is full…\"", $"{told}{(others.Count > 0 ? $", but {string.Join(", ", others)}" : "")}", "", "", "all", told >= Refusals && others.Count == 0);

        using var read = await client.GetAsync(new Uri("/api/analytics/sessions", UriKind.Relative));
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        report.Row("reading meanwhile: the log over HTTP, a page", $"{(int)read.StatusCode}, {(int)page.StatusCode}", "", "", "200, 200", read.IsSuccessStatusCode && page.IsSuccessStatusCode);

        await server.KillAsync();
        var words = "it starts and reads";
        try
        {
            await server.StartAsync();
            await server.KillAsync();
        }
        catch (InvalidOperationException)
        {
            words = server.Words.Trim().Split('\n')[^1];
        }
        report.Row("killed and started on the full disk", words, "", "", "starts, or says so", words.Contains("disk", StringComparison.Ordinal) || words.StartsWith("it starts", StringComparison.Ordinal));

        File.Delete(filler);
        await server.StartAsync();
        await writer.RepeatUnansweredAsync();
        var after = 0;
        for (var i = 0; i < Refusals; i++)
        {
            after += (int)(await writer.NextAsync() ?? 0) is >= 200 and < 300 ? 1 : 0;
        }
        await server.KillAsync();
        var (wrong, damage, findings) = (Ledger.Wrong(database, writer.Acknowledged), Ledger.Damage(database), await product.FindingsAsync(data));
        report.Row("room made: writes that succeed", $"{after} of {Refusals}", "", "", "all", after == Refusals);
        report.Row("lost or doubled of what was acknowledged; damage; findings of `check`; rows of `rebuild`",
            $"{wrong.Count} of {writer.Acknowledged.Count}; {damage.Count}; {findings.Count}; {await product.RebuildAsync(data)}", "", "", "0", wrong.Count + damage.Count + findings.Count == 0);
    }

    private static void Fill(string filler)
    {
        using var file = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        try
        {
            while (true)
            {
                file.Write(new byte[64 * 1024]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, but for some room to begin with.
        }
        file.SetLength(Math.Max(0, file.Length - (256 * 1024)));
    }
}
