using System.Text.Json.Nodes;

namespace StudyDashboard.Infrastructure.Http.Document;

/// <summary>What the statuses of the API mean, each in a sentence (rules.md 10).</summary>
internal static class AnswerTexts
{
    public static string? Success(string status) => status switch
    {
        "200" => "Done; the answer is what is stored now.",
        "201" => "Made. Location says where it is.",
        "204" => "Done; there is nothing more to say.",
        _ => null,
    };

    public static string Problem(int status) => status switch
    {
        400 => "The body is not JSON, or no JSON object; detail names the line and the byte.",
        401 => "No valid token was sent.",
        403 => "The token lacks the scope, or the person may not do this.",
        404 => "It is not there, or not yours; the two look the same.",
        409 => "What is stored does not allow it now; detail says why. Nothing was changed.",
        412 => "If-Match, or version in the body, names an older version than the one stored; current is what is stored now, as GET answers it.",
        413 => "The body is larger than 1 MB.",
        415 => "The body is not sent as application/json.",
        422 => "Values that cannot be taken: unknown fields, wrong types, out of range. errors lists every one.",
        429 => "Too many requests (Retry-After says when to come again), or the account is locked after wrong passwords.",
        503 => "Switched off on this server.",
        507 => "The disk is full: nothing was stored. Reading goes on.",
        _ => "It could not be done; detail says why.",
    };

    public static JsonObject Example(int status, string title)
    {
        var example = new JsonObject { ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["detail"] = Problem(status), ["errors"] = new JsonArray() };
        switch (status)
        {
            case 412:
                example["current_version"] = 4;
                example["current"] = new JsonObject { ["id"] = 41, ["version"] = 4 };
                break;
            case 422:
                example["detail"] = "There is no field of this name.";
                example["errors"] = new JsonArray(new JsonObject { ["field"] = "colour", ["message"] = "There is no field of this name." });
                break;
        }
        return example;
    }
}
