using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;

namespace Insights.Web.Pages.Payments;

/// <summary>Card testing, fast tries, repeat disputers.</summary>
[Authorize(Policies.Everyone)]
internal sealed class FraudModel(DocumentScreen screen) : PaymentPageModel(screen, "/payments/fraud");
