using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CaseFlow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "agent",
                table: "ticket_outcomes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "closed_replies",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "closed_reply_day",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "created_hour",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "follow_up_hash",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "follow_up_ref",
                table: "ticket_outcomes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "intake",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "issues",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "passes",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "recontact_until",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "replies",
                table: "ticket_outcomes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "satisfaction",
                table: "ticket_outcomes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "closed_hour",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "created_hour",
                table: "ticket_clocks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "excluded_because",
                table: "ticket_clocks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_closed_reply_day",
                table: "ticket_outcomes",
                column: "closed_reply_day",
                filter: "closed_reply_day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_follow_up_hash",
                table: "ticket_outcomes",
                column: "follow_up_hash",
                filter: "follow_up_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_started_at",
                table: "ticket_clocks",
                column: "started_at",
                filter: "verdict = 'unmeasured'");

            migrationBuilder.CreateIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                table: "ticket_clocks",
                columns: new[] { "verdict", "started_at" },
                filter: "verdict = 'open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_closed_reply_day",
                table: "ticket_outcomes");

            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_follow_up_hash",
                table: "ticket_outcomes");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_started_at",
                table: "ticket_clocks");

            migrationBuilder.DropIndex(
                name: "ix_ticket_clocks_verdict_started_at",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "agent",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "closed_replies",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "closed_reply_day",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "created_hour",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "follow_up_hash",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "follow_up_ref",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "intake",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "issues",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "passes",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "recontact_until",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "replies",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "satisfaction",
                table: "ticket_outcomes");

            migrationBuilder.DropColumn(
                name: "closed_hour",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "created_hour",
                table: "ticket_clocks");

            migrationBuilder.DropColumn(
                name: "excluded_because",
                table: "ticket_clocks");
        }
    }
}
