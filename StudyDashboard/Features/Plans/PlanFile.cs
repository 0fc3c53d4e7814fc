using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans;

/// <summary>A plan as a file: the JSON of <see cref="PlanContent"/>.</summary>
internal static class PlanFile
{
    public const int MaxBytes = 256 * 1024;

    // Written for people to read and edit: every letter as itself.
    private static readonly JsonSerializerOptions Form = new(Json.Stored)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    public static byte[] Write(PlanContent plan) => JsonSerializer.SerializeToUtf8Bytes(plan, Form);

    /// <summary>Reads a file, or says what is wrong with it and where.</summary>
    public static Outcome<PlanContent> Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8["\uFEFF"u8.Length..];
        }
        if (utf8.Length > MaxBytes)
        {
            return Refusal.Invalid(new FieldError("file", PlanTexts.Refused_FileSize.With(MaxBytes / 1024)));
        }
        try
        {
            return PlanChecks.Check(JsonSerializer.Deserialize<PlanContent>(utf8, Form));
        }
        catch (JsonException broken)
        {
            var place = broken.Path is { Length: > 2 } path ? path[2..] : "";
            var message = PlanTexts.Refused_Json.With((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1, place.Length == 0 ? "–" : place);
            return Refusal.Invalid(new FieldError(place.Length == 0 ? "file" : place, message));
        }
    }
}
