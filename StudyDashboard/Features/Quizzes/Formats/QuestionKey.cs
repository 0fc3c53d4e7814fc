using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>What makes two questions the same for an import (rules.md 18): kind, text and answers, whatever the spaces and the file.</summary>
internal static class QuestionKey
{
    /// <summary>A hash of the question, and how often it came before within one file.</summary>
    public static string Of(QuestionContent content, Dictionary<string, int> seen)
    {
        var fields = new StringBuilder(Words<QuestionKind>.Of(content.Kind)).Append('\n').Append(Normal(QuestionMarkup.ToText(content.Text, content.Form)));
        foreach (var answer in content.Answers)
        {
            fields.Append(CultureInfo.InvariantCulture, $"\n{Normal(answer.Text)}\t{Math.Round(answer.Percent, 2)}");
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields.ToString())))[..48];
        var occurrence = seen[hash] = seen.GetValueOrDefault(hash) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash}-{occurrence}");
    }

    private static string Normal(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
