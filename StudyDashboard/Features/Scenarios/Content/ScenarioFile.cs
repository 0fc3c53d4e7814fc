using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Content;

/// <summary>A scenario as a file: the JSON of <see cref="ScenarioContent"/>.</summary>
internal static class ScenarioFile
{
    public const int MaxBytes = 512 * 1024;

    // Written for people to read and edit: every letter as itself.
    private static readonly JsonSerializerOptions Form = new(Json.Stored)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    public static byte[] Write(ScenarioContent scenario) => JsonSerializer.SerializeToUtf8Bytes(scenario, Form);

    /// <summary>Reads a file, or says what is wrong with it and where.</summary>
    public static Outcome<ScenarioContent> Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8["\uFEFF"u8.Length..];
        }
        if (utf8.Length > MaxBytes)
        {
            return Refusal.Invalid(new FieldError("file", ScenarioTexts.Refused_FileSize.With(MaxBytes / 1024)));
        }
        if (!Utf8.IsValid(utf8))
        {
            return Refusal.Invalid(new FieldError("file", ScenarioTexts.Refused_Encoding));
        }
        try
        {
            return ScenarioChecks.Check(JsonSerializer.Deserialize<ScenarioContent>(utf8, Form));
        }
        catch (JsonException broken)
        {
            var place = broken.Path is { Length: > 2 } path ? path[2..] : "";
            var message = ScenarioTexts.Refused_Json.With((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1, place.Length == 0 ? "–" : place);
            return Refusal.Invalid(new FieldError(place.Length == 0 ? "file" : place, message));
        }
    }
}
